import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import {
  postpay,
  postpayClient,
  type PostpayOptions,
} from '../../../../src/server/gateways/postpay/gateway.js';
import {
  listInput,
  orderOf,
  reserved,
  startAt,
  startInput,
} from '../../../suites/gateway-inputs.js';
import { whole } from './client-support.js';
import { postpayHarness } from './harness.js';

const { options: works } = postpayHarness();
const refusedAs = (code: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === code;

describe('a start at Postpay', () => {
  it('leads to the page of the checkout, until it ends', async () => {
    const h = postpayHarness();
    const { session, started } = await startAt(
      h.connect(),
      reserved(h.amount, 'hpp-1'),
      h.methodCode,
    );
    assert.equal(started.redirect.url, `${h.options.baseUrl}/checkout/${session.providerId ?? ''}`);
    assert.equal(session.expiresAt, '2026-01-05T11:00:00.000Z');
    assert.equal(session.data['orderId'], 'hpp-1');
  });

  it('whose answers were lost goes on under the next number, and is one payment', async () => {
    const h = postpayHarness();
    const lost = new Set(['hpp-1', 'hpp-1-r2']);
    const fetch = async (request: Request) => {
      const sent = await request.clone().text();
      const answer = await h.sandbox.fetch(request);
      const id = /"order_id":"([^"]+)"/.exec(sent)?.[1] ?? '';
      if (lost.delete(id)) throw new TypeError('The answer was lost.');
      return answer;
    };
    const gateway = postpay({ ...h.options, fetch });
    const start = startInput(reserved(h.amount, 'hpp-1'), h.methodCode);
    await assert.rejects(gateway.start(start), refusedAs('unavailable'));
    await assert.rejects(gateway.start(start), refusedAs('unavailable'));
    const { session } = await startAt(gateway, start.providerSession, h.methodCode);
    assert.equal(session.data['orderId'], 'hpp-1-r3');
    await h.sandbox.control.complete('hpp-1-r3', 'pay');
    const { signal } = new AbortController();
    const about = { providerSession: session, methodCode: h.methodCode, signal };
    const reading = await gateway.retrieve({ ...about, webhook: null, wanted: true });
    assert.deepEqual([reading.outcome.kind, reading.reference], ['paid', 'hpp-1']);
    const { results } = await h.client.listOrders();
    const statuses = results.map(({ order_id, status }) => `${order_id} ${status}`).sort();
    assert.deepEqual(statuses, ['hpp-1 pending', 'hpp-1-r2 pending', 'hpp-1-r3 captured']);
    const refund = { amount: h.amount, whole: true, transactionId: null, idempotencyKey: 'op-1' };
    assert.equal((await gateway.refund.run({ ...about, ...refund })).kind, 'done');
    assert.equal((await h.client.listRefunds('hpp-1-r3')).count, 1);
  });

  it('that was finished elsewhere, and paid since, is settled: nothing is opened beside it', async () => {
    const h = postpayHarness();
    const gateway = h.connect();
    const input = startInput(reserved(h.amount, 'hpp-1'), h.methodCode);
    await gateway.start(input);
    await h.sandbox.control.complete('hpp-1', 'pay');
    const started = await gateway.start(input);
    assert.ok(started.kind === 'settled');
    assert.deepEqual([started.reading.outcome.kind, started.reading.reference], ['paid', 'hpp-1']);
    assert.deepEqual(started.reading.data, { orderId: 'hpp-1' });
    assert.equal((await h.client.listOrders()).count, 1);
  });

  it('is refused when the conflict is about something else, or never ends', async () => {
    const h = postpayHarness();
    const start = startInput(reserved(h.amount, 'hpp-1'), h.methodCode);
    const body = { error: { code: 'conflict', message: 'Something else.' } };
    h.sandbox.control.failApi({ kind: 'status', status: 409, body, operation: 'create_checkout' });
    await assert.rejects(h.connect().start(start), refusedAs('refused'));
    assert.equal(h.sandbox.control.requests().length, 2);
    h.sandbox.control.clearApiFaults();
    for (const id of ['hpp-1', ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `hpp-1-r${n}`)]) {
      await h.client.createCheckout(whole(id));
    }
    await assert.rejects(h.connect().start(start), refusedAs('refused'));
  });

  it('on an open checkout of another amount is refused: the old link would be forgotten', async () => {
    const h = postpayHarness();
    const { session } = await startAt(h.connect(), reserved(h.amount, 'hpp-1'), h.methodCode);
    const order = orderOf({ value: '300.00', currency: 'AED' });
    const input = startInput(session, h.methodCode, { order });
    await assert.rejects(h.connect().start(input), refusedAs('refused'));
  });

  it('of what Postpay cannot take is refused before anything is sent', async () => {
    const h = postpayHarness();
    const input = startInput(reserved(h.amount, 'hpp-1'), h.methodCode, { customer: null });
    await assert.rejects(h.connect().start(input), refusedAs('refused'));
    assert.equal(h.sandbox.control.requests().length, 0);
  });

  it('sends nobody to a page that is not safe', async () => {
    for (const redirect_url of ['javascript:alert(1)', 'http://pay.test/', '/checkout']) {
      const answer = { token: 't', expires: '2026-01-05T11:00:00Z', redirect_url };
      const fetch = () => Promise.resolve(Response.json(answer, { status: 201 }));
      const gateway = postpay({ ...works, fetch });
      const input = startInput(
        reserved({ value: '1.00', currency: 'AED' }, 'hpp-1'),
        'hosted_page',
      );
      await assert.rejects(gateway.start(input), refusedAs('invalid_answer'));
    }
  });

  it('is watched as long as is usual where Postpay states no readable end', async () => {
    const answer = { token: 't', expires: 'soon', redirect_url: 'https://checkout.postpay.io/t' };
    const fetch = () => Promise.resolve(Response.json(answer));
    const amount = { value: '1.00', currency: 'AED' };
    const { session } = await startAt(
      postpay({ ...works, fetch }),
      reserved(amount, 'r'),
      'hosted_page',
    );
    assert.equal(session.expiresAt, null);
  });
});

describe('the method of Postpay', () => {
  const offer = async (change: Partial<PostpayOptions> = {}) => {
    const gateway = postpay({ ...works, ...change });
    const session = reserved({ value: '256.00', currency: 'AED' }, 'hpp-1');
    return { gateway, listing: await gateway.list(listInput(session)) };
  };

  it('looks as the options say, without asking Postpay', async () => {
    const method = { name: 'Pay later', icon: 'https://cdn.test/p.svg', description: 'In 3' };
    const { gateway, listing } = await offer({ method, fetch: () => assert.fail('it asked') });
    assert.deepEqual(gateway.assetHosts, ['cdn.test']);
    const [only, ...others] = listing.offers;
    assert.ok(only && others.length === 0);
    const { name, icon, description, unavailableReason, canSaveCard } = only;
    assert.deepEqual({ name, icon, description }, method);
    assert.deepEqual([unavailableReason, canSaveCard], [null, false]);
  });

  it('is of a sandbox by its host or by its key', async () => {
    const sandbox = async (change: Partial<PostpayOptions>) =>
      (await offer(change)).listing.offers[0]?.sandbox;
    const live = { baseUrl: 'https://api.postpay.io', secretKey: 'sk_live_1' };
    assert.equal(await sandbox(live), false);
    assert.equal(await sandbox({ ...live, secretKey: 'sk_test_1' }), true);
    assert.equal(await sandbox({ ...live, baseUrl: 'https://sandbox.postpay.io' }), true);
    assert.equal(await sandbox({ ...live, secretKey: 'sk_test_1', sandbox: false }), false);
  });

  it('can neither be canceled nor voided at Postpay', async () => {
    const { gateway } = await offer();
    assert.deepEqual([gateway.cancel, gateway.void, gateway.refundOrCancel], [null, null, null]);
  });
});

describe('the options of Postpay', () => {
  const wrong: readonly [string, object][] = [
    ['baseUrl', { baseUrl: 'postpay' }],
    ['merchantId', { merchantId: 'a:b' }],
    ['merchantId', { merchantId: undefined }],
    ['secretKey', { secretKey: ' ' }],
    ['webhookSecret', { webhookSecret: [] }],
    ['webhookSecret', { webhookSecret: undefined }],
    ['webhookSecret', { webhookSecret: ['new', ''] }],
    ['webhookToken', { webhookToken: 'short' }],
    ['webhookToleranceMs', { webhookToleranceMs: 0 }],
    ['captureLifetimeMs', { captureLifetimeMs: Infinity }],
    ['capture', { capture: 'later' }],
    ['shipping', { shipping: 'never' }],
    ['numInstalments', { numInstalments: 0 }],
    ['shopUrl', { shopUrl: 'http://shop.test' }],
    ['numInstalments', { numInstalments: [] }],
    ['numInstalments', { numInstalments: [1, 3] }],
    ['numInstalments', { numInstalments: [3, 3] }],
    ['method.name', { method: {} }],
    ['currencies', { currencies: ['aed'] }],
  ];
  for (const [name, change] of wrong) {
    it(`name ${name} when it cannot work: ${JSON.stringify(change)}`, () => {
      const isNamed = (error: unknown) =>
        refusedAs('misconfigured')(error) && String(error).includes(`${name}: `);
      assert.throws(() => postpay({ ...works, ...change }), isNamed);
    });
  }

  it('of the client are checked as well', () => {
    assert.throws(() => postpayClient({ ...works, secretKey: '' }), refusedAs('misconfigured'));
  });
});
