import { postpaySandbox, type PostpaySandbox } from '../../../../demo/sandboxes/postpay/sandbox.js';
import type { WebhookInput } from '../../../../src/server/gateways/gateway.js';
import {
  postpay,
  postpayClient,
  type PostpayClient,
  type PostpayOptions,
} from '../../../../src/server/gateways/postpay/gateway.js';
import type { Connection, GatewayHarness } from '../../../suites/gateway-conformance.js';
import type { Opened } from '../../../suites/gateway-inputs.js';

export const AT = Date.parse('2026-01-05T10:00:00Z');
export const WEBHOOK_TOKEN = 'a-webhook-token-of-the-test-0123';
export const SECRET = 'dolphins-of-the-test';

export interface PostpayHarness extends GatewayHarness {
  readonly sandbox: PostpaySandbox;
  readonly clock: { ms: number };
  readonly options: PostpayOptions;
  readonly client: PostpayClient;
  capture(approved: Opened): Promise<void>;
}

const BASE_URL = 'http://localhost:21101/postpay';

/** The Postpay gateway and its sandbox in one process; time stands still. */
export function postpayHarness(): PostpayHarness {
  const inbox: WebhookInput[] = [];
  const clock = { ms: AT };
  const now = (): number => clock.ms;
  const sandbox = postpaySandbox({
    baseUrl: BASE_URL,
    now,
    hooks: [
      {
        events: ['order'],
        url: `https://shop.test/webhooks/postpay/${WEBHOOK_TOKEN}`,
        secret: SECRET,
      },
    ],
    deliver: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      inbox.push({ headers: request.headers, body });
      return new Response(null, { status: 200 });
    },
  });
  const { merchant_id: merchantId, secret_key: secretKey } = sandbox.credentials;
  const options: PostpayOptions = {
    baseUrl: BASE_URL,
    merchantId,
    secretKey,
    webhookSecret: SECRET,
    webhookToken: WEBHOOK_TOKEN,
    method: { name: 'Postpay' },
    shopUrl: 'https://shop.test/',
    fetch: (request) => sandbox.fetch(request),
    timeoutMs: 5000,
    now,
  };
  const client = postpayClient(options);
  return {
    sandbox,
    inbox,
    clock,
    options,
    client,
    methodCode: 'hosted_page',
    amount: { value: '256.00', currency: 'AED' },
    wrongAmount: { value: '1.00', currency: 'AED' },
    openPath: '/checkouts',
    secrets: [secretKey, btoa(`${merchantId}:${secretKey}`), SECRET, WEBHOOK_TOKEN],
    connect: ({ fetch, timeoutMs, stranger, otherKey }: Connection = {}) =>
      postpay({
        ...options,
        ...(fetch && { fetch }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        ...(stranger && { secretKey: 'sk_test_nobody_knows_this_key' }),
        ...(otherKey && { webhookSecret: 'another-secret' }),
      }),
    misstate: (payment) => sandbox.control.alter(payment, { total_amount: 100 }),
    sendUnknown: async (payment) => {
      await sandbox.control.emit(payment, { overrides: { status: 'teleported' } });
    },
    capture: async ({ session }) => {
      await client.capture(session.reference);
      await sandbox.idle();
    },
  };
}
