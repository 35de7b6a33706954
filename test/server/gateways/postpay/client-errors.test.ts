import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  GatewayError,
  type GatewayErrorCode,
} from '../../../../src/server/gateways/gateway-error.js';
import {
  postpayClient,
  postpayErrorCode,
  registerPostpayWebhook,
  type PostpayClient,
  type PostpayRefundRequest,
} from '../../../../src/server/gateways/postpay/gateway.js';
import { POSTPAY_ERROR_CODES } from '../../../../src/server/gateways/postpay/errors.js';
import { approved, busy, INVENTORY, whole } from './client-support.js';
import { postpayHarness, type PostpayHarness } from './harness.js';

/** A client whose requests are spoilt on the way. */
const spoiling = (
  { options, sandbox }: PostpayHarness,
  change: (request: Request) => Request,
): PostpayClient =>
  postpayClient({ ...options, fetch: (request) => sandbox.fetch(change(request)) });

const header =
  (name: string, value: string) =>
  (request: Request): Request => {
    const headers = new Headers(request.headers);
    headers.set(name, value);
    return new Request(request, { headers });
  };

/** What leads to each documented error. */
const PROVOKE: Readonly<Record<string, (h: PostpayHarness) => Promise<unknown>>> = {
  invalid: ({ client }) => client.createCheckout({ ...whole('order-01'), currency: 'XXX' }),
  parse_error: (h) =>
    spoiling(h, (request) => new Request(request, { body: '{"order_id": ' })).createCheckout(
      whole('order-01'),
    ),
  authentication_failed: ({ options }) =>
    postpayClient({ ...options, secretKey: 'sk_test_other' }).listOrders(),
  payment_required: ({ client, sandbox }) => {
    sandbox.control.configure({ account: 'payment_required' });
    return client.listOrders();
  },
  permission_denied: ({ options, sandbox }) =>
    postpayClient({
      ...options,
      secretKey: sandbox.credentials.read_only_secret_key,
    }).createCheckout(whole('order-01')),
  not_found: ({ client }) => client.retrieveOrder('nobody'),
  method_not_allowed: (h) =>
    spoiling(h, (request) => new Request(request, { method: 'PUT' })).listOrders(),
  not_acceptable: (h) => spoiling(h, header('accept', 'text/html')).listOrders(),
  conflict: async ({ client }) => {
    await client.createCheckout(whole('order-01'));
    await client.createCheckout(whole('order-01'));
  },
  gone: async ({ client }) => {
    const hook = { events: ['order' as const], url: 'https://shop.test/', secret: 's' };
    const { id } = await client.createHook(hook);
    await client.deleteHook(id);
    await client.retrieveHook(id);
  },
  unsupported_media_type: (h) =>
    spoiling(h, header('content-type', 'text/plain')).createCheckout(whole('order-01')),
  unprocessable: ({ client, sandbox }) => {
    sandbox.control.configure({ totals: 'checked' });
    return client.createCheckout({ ...whole('order-01'), total_amount: 1 });
  },
  throttled: ({ client, sandbox }) => {
    sandbox.control.configure({ requests_per_minute: 0 });
    return client.listOrders();
  },
  error: ({ client, sandbox }) => {
    sandbox.control.failApi({ kind: 'status', status: 503 });
    return client.listOrders();
  },
  'capture invalid_status': async ({ client }) => {
    await client.createCheckout(whole('order-01'));
    await client.capture('order-01');
  },
  'capture capture_error': async (h) => {
    h.sandbox.control.configure({ capture_outcome: 'declined' });
    await h.client.capture(await approved(h, 'order-01'));
  },
  'capture expired': async (h) => {
    const id = await approved(h, 'order-01');
    h.clock.ms += h.sandbox.control.settings.capture_lifetime_ms;
    await h.client.capture(id);
  },
  'create_refund invalid': ({ client }) => client.createRefund('order-01', { refund_id: ' ' }),
  'create_refund invalid_status': async (h) =>
    h.client.createRefund(await approved(h, 'order-02'), { refund_id: 'r' }),
  'create_refund conflict': ({ client }) =>
    client.createRefund('order-01', { refund_id: 'refund-01', amount: 1 }),
  'create_refund limit_exceeded': ({ client }) =>
    client.createRefund('order-01', { refund_id: 'r', amount: 81480 }),
};

const CODES: Readonly<Record<number, GatewayErrorCode>> = {
  401: 'misconfigured',
  403: 'misconfigured',
  429: 'unavailable',
  503: 'unavailable',
};

describe('every documented error of Postpay is known by its code', () => {
  const check = async (name: string, code: string, status: number) => {
    const world = name.startsWith('create_refund') ? await busy() : postpayHarness();
    const cause = PROVOKE[name] ?? assert.fail(`nothing provokes ${name}`);
    await assert.rejects(cause(world), (error: unknown) => {
      assert.ok(error instanceof GatewayError, String(error));
      assert.deepEqual([error.providerCode, error.status], [code, status], error.message);
      assert.equal(postpayErrorCode(error), code);
      assert.equal(error.code, CODES[status] ?? 'refused');
      return true;
    });
  };

  for (const { status, code } of INVENTORY.errors) {
    it(`${status} ${code}`, () => check(code, code, typeof status === 'number' ? status : 503));
  }
  for (const [operation, errors] of Object.entries(INVENTORY.operation_errors)) {
    for (const { status, code } of errors) {
      it(`${operation}: ${status} ${code}`, () =>
        check(`${operation} ${code}`, code, Number(status)));
    }
  }

  it('and no other is', () => {
    const all = [...INVENTORY.errors, ...Object.values(INVENTORY.operation_errors).flat()];
    const documented = new Set(all.map(({ code }) => code));
    assert.deepEqual([...POSTPAY_ERROR_CODES].sort(), [...documented].sort());
  });

  it('a code that is not documented, or is no error of Postpay, is none', () => {
    const coded = (providerCode: string) => new GatewayError('refused', 'p', 'm', { providerCode });
    assert.equal(postpayErrorCode(coded('teapot')), null);
    assert.equal(postpayErrorCode(new Error('conflict')), null);
    assert.equal(postpayErrorCode(new GatewayError('unavailable', 'p', 'm')), null);
    assert.equal(
      postpayErrorCode(new GatewayError('unavailable', 'p', 'm', { status: 502 })),
      'error',
    );
  });

  it('names the fields of invalid input, and neither keys nor the customer', async () => {
    const { client, options } = postpayHarness();
    const body = { ...whole('order-01'), total_amount: -1 };
    await assert.rejects(client.createCheckout(body), (error: Error) => {
      assert.match(error.message, /total_amount: /);
      assert.ok(!error.message.includes(options.secretKey));
      return true;
    });
    const secret = 'the-secret-of-a-hook';
    const fetch = () =>
      Promise.resolve(
        Response.json({ error: { code: 'invalid', message: secret } }, { status: 400 }),
      );
    const hook = { events: ['order' as const], url: 'https://shop.test/', secret };
    await assert.rejects(postpayClient({ ...options, fetch }).createHook(hook), (error: Error) => {
      assert.ok(!error.message.includes(secret));
      return true;
    });
  });
});

describe('what could go to the wrong place, or refund too much, is not sent', () => {
  const isRefused = (error: unknown) =>
    error instanceof GatewayError && error.code === 'invalid_request';

  it('an amount that is none: without one Postpay refunds everything', async () => {
    const { client, sandbox, ids } = await busy();
    const before = sandbox.control.requests().length;
    for (const amount of [undefined, null, NaN, 0, -5, 1.5, '100']) {
      const body = { refund_id: 'r', amount } as unknown as PostpayRefundRequest;
      await assert.rejects(client.createRefund(ids.order_id, body), isRefused, String(amount));
    }
    assert.equal(sandbox.control.requests().length, before);
    const all = await client.createRefund(ids.order_id, { refund_id: 'rest' });
    assert.equal(all.amount, 81480 - 12050);
  });

  it('an id that a URL would drop', async () => {
    const { client, sandbox } = postpayHarness();
    for (const id of ['', '.', '..']) {
      await assert.rejects(client.retrieveOrder(id), isRefused);
      await assert.rejects(client.deleteHook(id), isRefused);
    }
    assert.equal(sandbox.control.requests().length, 0);
    await assert.rejects(
      client.retrieveOrder('a/../b?c'),
      (error) => postpayErrorCode(error) === 'not_found',
    );
    assert.equal(sandbox.control.requests().at(-1)?.path, '/orders/a%2F..%2Fb%3Fc');
  });
});

describe('the one webhook URL of the gateway', () => {
  it('is registered once, and brought up to date when it is registered again', async () => {
    const { client, sandbox } = postpayHarness();
    const url = 'https://shop.test/api/checkout/webhooks/postpay/another-token-of-the-test';
    const first = await registerPostpayWebhook(client, { url, secret: 'one' });
    assert.deepEqual([first.active, first.events], [true, ['order', 'transaction']]);
    await client.editHook(first.id, { active: false });
    const again = await registerPostpayWebhook(client, { url, secret: 'two', events: ['order'] });
    assert.deepEqual([again.id, again.active, again.events], [first.id, true, ['order']]);
    const sent = sandbox.control.requests().at(-1);
    assert.deepEqual(JSON.parse(sent?.body ?? ''), {
      secret: 'two',
      events: ['order'],
      active: true,
    });
    assert.equal((await client.listHooks({ filter: { url } })).count, 1);
  });
});
