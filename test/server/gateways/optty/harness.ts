import { opttySandbox, type OpttySandbox } from '../../../../demo/sandboxes/optty/sandbox.js';
import { optty, type OpttyOptions } from '../../../../src/server/gateways/optty/gateway.js';
import type { Connection, GatewayHarness } from '../../../suites/gateway-conformance.js';
import { makeInbox } from '../../../suites/gateway-inbox.js';

export const AT = Date.parse('2026-01-05T10:00:00Z');
export const WEBHOOK_TOKEN = 'a-webhook-token-of-the-test-0123';
const BASE = 'http://localhost:21201/optty';

export interface OpttyHarness extends GatewayHarness {
  readonly sandbox: OpttySandbox;
  readonly clock: { ms: number };
  readonly options: OpttyOptions;
}

/** The Optty gateway and its sandbox in one process; time stands still. */
export function opttyHarness(): OpttyHarness {
  const { inbox, deliver } = makeInbox();
  const clock = { ms: AT };
  const now = (): number => clock.ms;
  const sandbox = opttySandbox({
    baseUrl: BASE,
    now,
    settings: { webhook_url: `https://shop.test/webhooks/optty/${WEBHOOK_TOKEN}` },
    deliver,
  });
  const { client_id, client_secret } = sandbox.credentials;
  const options: OpttyOptions = {
    baseUrl: BASE,
    clientId: client_id,
    clientSecret: client_secret,
    webhookToken: WEBHOOK_TOKEN,
    refundOrCancel: { path: '/custom/hpp/refund-or-cancel' },
    method: { name: 'Pay later' },
    fetch: (request) => sandbox.fetch(request),
    timeoutMs: 5000,
    now,
  };
  return {
    sandbox,
    inbox,
    clock,
    options,
    webhooks: 'secret-url',
    methodCode: 'hosted_page',
    amount: { value: '99.90', currency: 'AUD' },
    wrongAmount: { value: '1.00', currency: 'AUD' },
    openPath: '/custom/hpp',
    secrets: [client_secret, WEBHOOK_TOKEN],
    connect: ({ fetch, timeoutMs, stranger }: Connection = {}) =>
      optty({
        ...options,
        ...(fetch && { fetch }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        ...(stranger && { clientSecret: 'nobody-knows-this-secret' }),
      }),
    misstate: (payment) => sandbox.control.alter(payment, { price: 1 }),
    sendUnknown: async (payment) => {
      await sandbox.control.emit(payment, { overrides: { status: 'TELEPORTED' } });
    },
  };
}
