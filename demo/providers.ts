import type { FinrelayOptions } from 'hpp-checkout/server/finrelay';
import type { OttuOptions } from 'hpp-checkout/server/ottu';
import { finrelaySandbox, type FinrelaySandbox } from './sandboxes/finrelay/sandbox.js';
import { GATEWAYS, type OttuGateway } from './sandboxes/ottu/gateways.js';
import { ottuSandbox, type OttuSandbox } from './sandboxes/ottu/sandbox.js';
import { sandboxHandler } from './sandboxes/server.js';

/** The sandboxes of the demo, and what a merchant would write into the options of the gateways. */
export interface Providers {
  readonly names: readonly string[];
  readonly sandboxes: { readonly ottu: OttuSandbox; readonly finrelay: FinrelaySandbox };
  readonly settings: {
    readonly few: { readonly ottu: OttuOptions; readonly finrelay: FinrelayOptions };
    readonly many: { readonly ottu: OttuOptions; readonly finrelay: FinrelayOptions };
  };
  fetch(request: Request): Promise<Response>;
  /** Where a sandbox is controlled; null for a name that is none of theirs. */
  controlUrl(name: string): string | null;
}

const COLORS = ['#0a4b91', '#8c1d40', '#0f7a5c', '#5b3a8c', '#a8581f'];

/** A merchant whose Ottu lists every bank of the region. */
const MANY: readonly OttuGateway[] = [
  ...GATEWAYS,
  ...Array.from({ length: 45 }, (_, n): OttuGateway => {
    const label = String(n + 1).padStart(2, '0');
    return {
      code: `bank-${label}`,
      name: `Bank ${label}`,
      pg: 'Bank',
      operation: 'purchase',
      currencies: 'all',
      feeDescription: '',
      tokenizable: false,
      instruments: [],
      icon: { label, color: COLORS[n % COLORS.length] ?? '#333333' },
      declines: [{ value: 'do_not_honour', label: 'Refused by the bank' }],
    };
  }),
];

const ottuOptions = (sandbox: OttuSandbox, baseUrl: string, gateways: typeof GATEWAYS) => ({
  baseUrl,
  apiKey: sandbox.credentials.api_key,
  webhookKey: sandbox.credentials.hmac_key,
  pgCodes: gateways.map(({ code }) => code),
  tokenizable: gateways.filter(({ tokenizable }) => tokenizable).map(({ code }) => code),
});

/** Random, as everything that keeps strangers out has to be. */
const secret = (): string => crypto.randomUUID() + crypto.randomUUID();

/** A Finrelay account whose support has set up the webhook URL of this shop. */
async function finrelayAccount(name: string, sandboxUrl: string, shopUrl: string) {
  const baseUrl = `${sandboxUrl}/${name}`;
  const webhookToken = secret();
  const sandbox = await finrelaySandbox({
    baseUrl,
    settings: { webhook_url: `${shopUrl}/api/checkout/webhooks/finrelay/${webhookToken}` },
  });
  const { username, password, x_api_key, terminal_id, public_key_pem } = sandbox.credentials;
  const options: FinrelayOptions = {
    baseUrl,
    username,
    password,
    apiKey: x_api_key,
    terminalId: terminal_id,
    webhookToken,
    webhookKeys: public_key_pem,
    tokenization: true,
    method: { name: 'Finrelay', description: 'Visa, Mastercard and local cards' },
  };
  return { sandbox, options };
}

export async function createProviders(sandboxUrl: string, shopUrl: string): Promise<Providers> {
  const ottu = ottuSandbox({ baseUrl: `${sandboxUrl}/ottu` });
  const ottuMany = ottuSandbox({ baseUrl: `${sandboxUrl}/ottu-many`, gateways: MANY });
  const finrelay = await finrelayAccount('finrelay', sandboxUrl, shopUrl);
  const finrelayMany = await finrelayAccount('finrelay-many', sandboxUrl, `${shopUrl}/many`);
  const named = {
    ottu,
    finrelay: finrelay.sandbox,
    'ottu-many': ottuMany,
    'finrelay-many': finrelayMany.sandbox,
  };
  const handler = sandboxHandler(
    Object.entries(named).map(([name, sandbox]) => ({ ...sandbox, name })),
  );
  return {
    names: ['ottu', 'finrelay'],
    sandboxes: { ottu, finrelay: finrelay.sandbox },
    settings: {
      few: {
        ottu: ottuOptions(ottu, `${sandboxUrl}/ottu`, GATEWAYS),
        finrelay: finrelay.options,
      },
      many: {
        ottu: ottuOptions(ottuMany, `${sandboxUrl}/ottu-many`, MANY),
        finrelay: finrelayMany.options,
      },
    },
    fetch: handler,
    controlUrl: (name) => (name in named ? `${sandboxUrl}/${name}/_control` : null),
  };
}
