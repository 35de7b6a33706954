import { ottuSandbox, type OttuSandbox } from '../../../../demo/sandboxes/ottu/sandbox.js';
import type { WebhookInput } from '../../../../src/server/gateways/gateway.js';
import { ottu } from '../../../../src/server/gateways/ottu/gateway.js';
import type { Connection, GatewayHarness } from '../../../suites/gateway-conformance.js';

export const AT = Date.parse('2026-01-05T10:00:00Z');

export interface OttuHarness extends GatewayHarness {
  readonly sandbox: OttuSandbox;
  readonly clock: { ms: number };
}

/** The Ottu gateway and its sandbox in one process; time stands still. */
export function ottuHarness(): OttuHarness {
  const inbox: WebhookInput[] = [];
  const clock = { ms: AT };
  const now = (): number => clock.ms;
  const sandbox = ottuSandbox({
    baseUrl: 'http://localhost:15300/ottu',
    now,
    deliver: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      inbox.push({ headers: request.headers, body });
      return new Response(null, { status: 200 });
    },
  });
  const { credentials } = sandbox;
  return {
    sandbox,
    inbox,
    clock,
    methodCode: 'knet',
    amount: { value: '14.000', currency: 'KWD' },
    wrongAmount: { value: '1.000', currency: 'KWD' },
    openPath: '/pymt-txn/',
    secrets: [credentials.api_key, credentials.hmac_key],
    connect: ({ fetch, timeoutMs = 5000, stranger, otherKey }: Connection = {}) =>
      ottu({
        baseUrl: 'http://localhost:15300/ottu',
        apiKey: stranger ? 'nobody-knows-this-key' : credentials.api_key,
        webhookKey: otherKey ? 'another-hmac-key' : credentials.hmac_key,
        pgCodes: ['knet', 'credit-card', 'apple-pay', 'tabby', 'stc-pay'],
        tokenizable: ['credit-card'],
        fetch: fetch ?? ((request) => sandbox.fetch(request)),
        timeoutMs,
        now,
      }),
    misstate: (payment) => sandbox.control.alter(payment, { amount: '1.000' }),
    sendUnknown: async (payment) => {
      await sandbox.control.emit(payment, { overrides: { state: 'teleported' } });
    },
  };
}
