import {
  finrelayAccount,
  opttyAccount,
  ottuAccount,
  paymentOptionsAccount,
  postpayAccount,
  secret,
  type Accounts,
  type Place,
} from './accounts.js';
import { GATEWAYS, type OttuGateway } from './sandboxes/ottu/gateways.js';
import { sandboxHandler } from './sandboxes/server.js';

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

/** What the shop pays later for: neither a coffee cup nor a shipload. */
const LIMITS = { KWD: { min: '1.000', max: '1000.000' } };

interface Region {
  readonly sandboxUrl: string;
  readonly shopUrl: string;
  /** Keeps the sandboxes of two shops apart. */
  readonly suffix: string;
  readonly ottuGateways: readonly OttuGateway[];
}

/** An account at every provider, each with a sandbox of its own. */
async function openAccounts({ sandboxUrl, shopUrl, suffix, ottuGateways }: Region) {
  const at = (name: keyof Accounts): Place => {
    const webhookToken = secret();
    return {
      baseUrl: `${sandboxUrl}/${name}${suffix}`,
      shopUrl,
      webhookToken,
      webhookUrl: `${shopUrl}/api/checkout/webhooks/${name}/${webhookToken}`,
    };
  };
  const opened = {
    ottu: ottuAccount(at('ottu'), ottuGateways),
    finrelay: await finrelayAccount(at('finrelay')),
    optty: opttyAccount(at('optty')),
    paymentoptions: paymentOptionsAccount(at('paymentoptions')),
    postpay: postpayAccount(at('postpay')),
  };
  const { ottu, finrelay, optty, paymentoptions, postpay } = opened;
  const accounts: Accounts = {
    ottu: { ...ottu.options, methods: { knet: { recommended: true } } },
    finrelay: finrelay.options,
    optty: { ...optty.options, method: { ...optty.options.method, limits: LIMITS } },
    paymentoptions: paymentoptions.options,
    postpay: {
      ...postpay.options,
      numInstalments: [2, 3, 4],
      method: { ...postpay.options.method, promoLabel: '0 % interest' },
    },
  };
  return {
    accounts,
    sandboxes: {
      ottu: ottu.sandbox,
      finrelay: finrelay.sandbox,
      optty: optty.sandbox,
      paymentoptions: paymentoptions.sandbox,
      postpay: postpay.sandbox,
    },
    served: Object.entries(opened).map(([name, { sandbox }]) => ({
      ...sandbox,
      name: name + suffix,
    })),
  };
}

/** The sandboxes of the demo, and what a merchant would write into the options of the gateways. */
export async function createProviders(sandboxUrl: string, shopUrl: string) {
  const few = await openAccounts({ sandboxUrl, shopUrl, suffix: '', ottuGateways: GATEWAYS });
  const many = await openAccounts({
    sandboxUrl,
    shopUrl: `${shopUrl}/many`,
    suffix: '-many',
    ottuGateways: MANY,
  });
  const served = [...few.served, ...many.served];
  return {
    /** Those of the shop as it is. */
    names: few.served.map(({ name }) => name),
    sandboxes: few.sandboxes,
    accounts: { few: few.accounts, many: many.accounts },
    fetch: sandboxHandler(served),
    /** Where a sandbox is controlled; null for a name that is none of theirs. */
    controlUrl: (name: string): string | null =>
      served.some((one) => one.name === name) ? `${sandboxUrl}/${name}/_control` : null,
  };
}

export type Providers = Awaited<ReturnType<typeof createProviders>>;
