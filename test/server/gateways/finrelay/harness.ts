import { exportJWK, generateKeyPair } from 'jose';
import {
  finrelaySandbox,
  type FinrelaySandbox,
} from '../../../../demo/sandboxes/finrelay/sandbox.js';
import type { WebhookInput } from '../../../../src/server/gateways/gateway.js';
import {
  finrelay,
  type FinrelayOptions,
} from '../../../../src/server/gateways/finrelay/gateway.js';
import type { Connection, GatewayHarness } from '../../../suites/gateway-conformance.js';

export const AT = Date.parse('2026-01-05T10:00:00Z');
export const WEBHOOK_TOKEN = 'a-webhook-token-of-the-test-0123';

export interface FinrelayHarness extends GatewayHarness {
  readonly sandbox: FinrelaySandbox;
  readonly clock: { ms: number };
  readonly options: FinrelayOptions;
}

/** The Finrelay gateway and its sandbox in one process; time stands still. */
export async function finrelayHarness(): Promise<FinrelayHarness> {
  const inbox: WebhookInput[] = [];
  const clock = { ms: AT };
  const now = (): number => clock.ms;
  const sandbox = await finrelaySandbox({
    baseUrl: 'http://localhost:15301/finrelay',
    now,
    settings: { webhook_url: `https://shop.test/webhooks/finrelay/${WEBHOOK_TOKEN}` },
    deliver: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      inbox.push({ headers: request.headers, body });
      return new Response(null, { status: 200 });
    },
  });
  const { credentials, publicKey } = sandbox;
  const other = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
  const options: FinrelayOptions = {
    baseUrl: 'http://localhost:15301/finrelay',
    username: credentials.username,
    password: credentials.password,
    apiKey: credentials.x_api_key,
    terminalId: credentials.terminal_id,
    webhookToken: WEBHOOK_TOKEN,
    webhookKeys: publicKey.pem,
    method: { name: 'Card' },
    tokenization: true,
    fetch: (request) => sandbox.fetch(request),
    timeoutMs: 5000,
    now,
  };
  return {
    sandbox,
    inbox,
    clock,
    options,
    methodCode: 'hosted_page',
    amount: { value: '256.00', currency: 'EUR' },
    wrongAmount: { value: '1.00', currency: 'EUR' },
    openPath: '/api/hosted-payment-page',
    secrets: [credentials.password, credentials.x_api_key, WEBHOOK_TOKEN],
    connect: ({ fetch, timeoutMs, stranger, otherKey }: Connection = {}) =>
      finrelay({
        ...options,
        ...(fetch && { fetch }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        ...(stranger && { password: 'nobody-knows-this-password' }),
        ...(otherKey && { webhookKeys: other }),
      }),
    misstate: (payment) => sandbox.control.alter(payment, { amount: 100 }),
    sendUnknown: async (payment) => {
      const event = 'transaction-svc:transaction:purchase:teleported';
      await sandbox.control.emit(payment, { event });
    },
  };
}
