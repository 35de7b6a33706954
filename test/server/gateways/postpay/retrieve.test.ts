import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { ProviderSession, RetrieveInput } from '../../../../src/server/gateways/gateway.js';
import { postpay, type PostpayOptions } from '../../../../src/server/gateways/postpay/gateway.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import { postpayHarness, type PostpayHarness } from './harness.js';

const DAY = 24 * 3600_000;

interface Approved {
  readonly h: PostpayHarness;
  readonly session: ProviderSession;
  readonly ask: (
    change?: Partial<PostpayOptions>,
    question?: Partial<RetrieveInput>,
  ) => Promise<Awaited<ReturnType<ReturnType<typeof postpay>['retrieve']>>>;
  /** How often the order was to be captured. */
  readonly captures: () => number;
}

async function opened(): Promise<Approved> {
  const h = postpayHarness();
  const { session } = await startAt(h.connect(), reserved(h.amount, 'hpp-1'), h.methodCode);
  const question = {
    providerSession: session,
    methodCode: h.methodCode,
    webhook: null,
    wanted: true,
    signal: new AbortController().signal,
  };
  return {
    h,
    session,
    ask: async (change = {}, other = {}) =>
      postpay({ ...h.options, ...change }).retrieve({ ...question, ...other }),
    captures: () =>
      h.sandbox.control.requests().filter(({ operation }) => operation === 'capture').length,
  };
}

async function approved(): Promise<Approved> {
  const world = await opened();
  await world.h.sandbox.control.complete('hpp-1', 'pay');
  return world;
}

const failsAs = (code: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === code;

describe('an approved order at Postpay', () => {
  it('is captured as soon as it is asked about, once', async () => {
    const { ask, captures, h } = await approved();
    const reading = await ask();
    assert.deepEqual(reading, {
      reference: 'hpp-1',
      outcome: { kind: 'paid' },
      amount: { value: '256.00', currency: 'AED' },
      methodCode: 'hosted_page',
      transactionId: 'hpp-1',
      at: new Date(h.clock.ms).toISOString(),
    });
    assert.equal((await ask()).outcome.kind, 'paid');
    assert.equal(captures(), 1);
  });

  it('is left alone when the order does not want it any more', async () => {
    const { ask, captures } = await approved();
    assert.equal((await ask({}, { wanted: false })).outcome.kind, 'authorized');
    assert.equal(captures(), 0);
  });

  it('is left to the merchant who captures by hand, with the time that is left where it is known', async () => {
    const { ask, captures, h } = await approved();
    const unknown = await ask({ capture: 'manual' });
    assert.deepEqual(unknown.outcome, { kind: 'authorized' });
    assert.equal(unknown.captureBefore, undefined);
    const known = await ask({ capture: 'manual', captureLifetimeMs: 7 * DAY });
    assert.equal(known.captureBefore, new Date(h.clock.ms + 7 * DAY).toISOString());
    assert.equal(captures(), 0);
  });

  it('has expired when nobody has captured it in the time that is known', async () => {
    const { ask, captures, h } = await approved();
    const known = { captureLifetimeMs: 7 * DAY };
    h.clock.ms += 7 * DAY;
    const outcome = async (...about: Parameters<typeof ask>) => (await ask(...about)).outcome.kind;
    assert.equal(await outcome({ ...known, capture: 'manual' }), 'expired');
    assert.equal(await outcome(known, { wanted: false }), 'expired');
    assert.equal(await outcome({ capture: 'manual' }), 'authorized');
    assert.equal(captures(), 0);
  });

  it('of another amount or another number is never captured, and said as it is', async () => {
    const amount = await approved();
    amount.h.sandbox.control.alter('hpp-1', { total_amount: 25601 });
    const more = await amount.ask();
    assert.deepEqual([more.outcome.kind, more.amount?.value], ['authorized', '256.01']);
    const other = await approved();
    const fetch = async (request: Request) => {
      const answer = (await (await other.h.sandbox.fetch(request)).json()) as object;
      return Response.json({ ...answer, order_id: 'another' });
    };
    const reading = await other.ask({ fetch });
    assert.deepEqual([reading.outcome.kind, reading.reference], ['authorized', 'another']);
    assert.deepEqual([amount.captures(), other.captures()], [0, 0]);
  });

  it('that somebody else captures at the same moment is paid', async () => {
    const { ask, captures, h } = await approved();
    const fetch = async (request: Request) => {
      if (request.url.endsWith('/capture')) await h.client.capture('hpp-1');
      return h.sandbox.fetch(request);
    };
    assert.equal((await ask({ fetch })).outcome.kind, 'paid');
    assert.equal(captures(), 2);
  });

  it('is paid when the answer to its capture was lost', async () => {
    for (const status of [undefined, 502]) {
      const { ask, captures, h } = await approved();
      const fault = { kind: 'lose_answer', operation: 'capture', times: 1 } as const;
      h.sandbox.control.failApi({ ...fault, ...(status !== undefined && { status }) });
      assert.equal((await ask()).outcome.kind, 'paid');
      assert.equal(captures(), 1);
    }
  });

  it('is asked about again when nobody knows whether it was captured', async () => {
    const { ask, h } = await approved();
    h.sandbox.control.failApi({ kind: 'network_error', operation: 'capture', times: 1 });
    await assert.rejects(ask(), failsAs('unavailable'));
    h.sandbox.control.failApi({ kind: 'status', status: 403, operation: 'capture', times: 1 });
    await assert.rejects(ask(), failsAs('misconfigured'));
    assert.equal((await ask()).outcome.kind, 'paid');
  });

  it('is asked about again when the answer to its capture contradicts itself', async () => {
    const { ask, h } = await approved();
    const order = await h.client.retrieveOrder('hpp-1');
    const fetch = () => Promise.resolve(Response.json(order));
    await assert.rejects(ask({ fetch }), failsAs('invalid_answer'));
  });

  it('whose capture is declined has failed, and is not captured behind the back of the shopper', async () => {
    const { ask, captures, h, session } = await approved();
    h.sandbox.control.configure({ capture_outcome: 'declined' });
    const reading = await ask();
    assert.deepEqual(reading.outcome, { kind: 'failed', reason: 'declined', final: true });
    assert.ok(reading.data);
    h.sandbox.control.configure({ capture_outcome: 'approved' });
    const providerSession = { ...session, data: reading.data };
    assert.equal((await ask({}, { providerSession })).outcome.kind, 'failed');
    assert.equal(captures(), 1);
    await h.client.capture('hpp-1');
    assert.equal((await ask({}, { providerSession })).outcome.kind, 'paid');
  });

  it('has expired when its capture comes too late', async () => {
    const { ask, h } = await approved();
    h.clock.ms += h.sandbox.control.settings.capture_lifetime_ms;
    assert.deepEqual((await ask()).outcome, { kind: 'expired' });
  });

  it('ends the same when a refusal has no code: each of the three has its own status', async () => {
    const kinds = { 402: 'failed', 410: 'expired' } as const;
    for (const [status, kind] of Object.entries(kinds)) {
      const { ask, h } = await approved();
      const fault = { kind: 'status', status: Number(status), operation: 'capture' } as const;
      h.sandbox.control.failApi({ ...fault, body: 'no' });
      assert.equal((await ask()).outcome.kind, kind);
    }
  });

  it('is not judged by a refusal that is about the account', async () => {
    const { ask, h } = await approved();
    const body = { error: { code: 'payment_required', message: 'Payment required.' } };
    h.sandbox.control.failApi({ kind: 'status', status: 402, body, operation: 'capture' });
    await assert.rejects(ask(), failsAs('refused'));
  });
});

describe('an order at Postpay that is not approved', () => {
  it('is open until the shopper decides, also after a cancel, which Postpay does not tell', async () => {
    const { ask, captures, h } = await opened();
    assert.equal((await ask()).outcome.kind, 'open');
    await h.sandbox.control.complete('hpp-1', 'cancel');
    assert.equal((await ask()).outcome.kind, 'open');
    assert.equal(captures(), 0);
  });

  it('has failed for good when it is denied', async () => {
    const { ask, h } = await opened();
    await h.sandbox.control.complete('hpp-1', 'decline');
    const { outcome } = await ask();
    assert.deepEqual(outcome, { kind: 'failed', reason: 'declined', final: true });
  });

  it('is unknown when its status is', async () => {
    const { ask, h } = await opened();
    const order = { ...(await h.client.retrieveOrder('hpp-1')), status: 'teleported' };
    const fetch = () => Promise.resolve(Response.json(order));
    assert.deepEqual((await ask({ fetch })).outcome, { kind: 'unknown', status: 'teleported' });
  });
});

describe('a captured order at Postpay', () => {
  it('tells the sum of its refunds, part by part, and that nothing was refunded', async () => {
    const { ask, h } = await approved();
    await ask();
    assert.deepEqual((await ask()).outcome, { kind: 'paid' });
    await h.client.createRefund('hpp-1', { refund_id: 'a', amount: 1000 });
    const part = await ask();
    assert.deepEqual(part.outcome, {
      kind: 'refunded',
      amount: { value: '10.00', currency: 'AED' },
    });
    assert.deepEqual(part.amount, h.amount);
    await h.client.createRefund('hpp-1', { refund_id: 'b' });
    assert.deepEqual((await ask()).outcome, { kind: 'refunded', amount: h.amount });
  });

  it('tells the sum of more refunds than a page holds', async () => {
    const { ask, h } = await approved();
    await ask();
    for (let n = 0; n < 53; n += 1) {
      await h.client.createRefund('hpp-1', { refund_id: `r-${n}`, amount: 7 });
    }
    const { outcome } = await ask();
    assert.deepEqual(outcome, { kind: 'refunded', amount: { value: '3.71', currency: 'AED' } });
  });

  it('is paid where the account may not look at refunds, and unknown while they cannot be read', async () => {
    const { ask, h } = await approved();
    await ask();
    await h.client.createRefund('hpp-1', { refund_id: 'a', amount: 1000 });
    const fault = { kind: 'status', operation: 'list_refunds', times: 1 } as const;
    h.sandbox.control.failApi({ ...fault, status: 403 });
    assert.equal((await ask()).outcome.kind, 'paid');
    h.sandbox.control.failApi({ ...fault, status: 500 });
    await assert.rejects(ask(), failsAs('unavailable'));
  });
});

describe('a shopper who came back by the cancel URL of Postpay', () => {
  it('gave this try up, and the checkout stays open', async () => {
    const { ask } = await opened();
    assert.deepEqual((await ask()).outcome, { kind: 'open' });
    const { outcome } = await ask({}, { returnHint: 'canceled' });
    assert.deepEqual(outcome, { kind: 'canceled', sessionOpen: true });
  });

  it('has paid all the same when the order says so', async () => {
    const { ask } = await approved();
    assert.equal((await ask({}, { returnHint: 'canceled' })).outcome.kind, 'paid');
  });
});
