import {
  paymentOptionsSandbox,
  type PaymentOptionsSandbox,
} from '../../../../demo/sandboxes/paymentoptions/sandbox.js';
import type { PaymentOptionsSettings } from '../../../../demo/sandboxes/paymentoptions/options.js';
import {
  paymentOptions,
  type PaymentOptionsOptions,
} from '../../../../src/server/gateways/paymentoptions/gateway.js';
import type { Connection, GatewayHarness } from '../../../suites/gateway-conformance.js';
import { makeInbox } from '../../../suites/gateway-inbox.js';

export const AT = Date.parse('2026-01-05T10:00:00Z');
const BASE = 'http://localhost:21203/paymentoptions';

export interface PaymentOptionsHarness extends GatewayHarness {
  readonly sandbox: PaymentOptionsSandbox;
  readonly clock: { ms: number };
  readonly options: PaymentOptionsOptions;
}

/**
 * The PaymentOptions gateway and its sandbox in one process; time stands still. The id of a link is
 * that of its transaction, so that a payment can be asked for without a webhook, unless told so.
 */
export function paymentOptionsHarness(
  settings: Partial<PaymentOptionsSettings> = { transaction_id: 'link' },
): PaymentOptionsHarness {
  const { inbox, deliver } = makeInbox();
  const clock = { ms: AT };
  const now = (): number => clock.ms;
  const sandbox = paymentOptionsSandbox({
    baseUrl: BASE,
    now,
    settings,
    deliver,
  });
  const { api_key, x_api_key, merchant_id } = sandbox.credentials;
  const options: PaymentOptionsOptions = {
    baseUrl: `${BASE}/api/v1`,
    authorization: `Basic ${api_key}`,
    apiKey: x_api_key,
    merchantId: merchant_id,
    merchantEmail: 'shop@example.com',
    amountUnit: 'major',
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
    webhooks: 'secret-url',
    methodCode: 'hosted_page',
    amount: { value: '25.50', currency: 'EUR' },
    wrongAmount: { value: '1.00', currency: 'EUR' },
    openPath: '/hpp/generate/link',
    secrets: [api_key, x_api_key],
    connect: ({ fetch, timeoutMs, stranger }: Connection = {}) =>
      paymentOptions({
        ...options,
        ...(fetch && { fetch }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        ...(stranger && { authorization: 'Basic nobody-knows-this-key' }),
      }),
    misstate: (payment) => sandbox.control.alter(payment, { amount: 1 }),
    sendUnknown: async (payment) => {
      sandbox.control.configure({ payment_outcome: 'pending' });
      await sandbox.control.complete(payment, 'pay');
      await sandbox.control.emit(payment, { overrides: { transaction_type: 'TELEPORT' } });
    },
  };
}
