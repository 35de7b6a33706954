import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CheckoutError, type CheckoutErrorCode } from '../../../src/server/errors.js';
import type { Gateway } from '../../../src/server/gateways/gateway.js';
import { memoryStore } from '../../../src/server/store/memory.js';
import type { Store } from '../../../src/server/store/store.js';
import { openShop, type Shop, type ShopOptions } from '../../support/shop.js';
import { doneAt, PROVIDER_CODES, PROVIDERS, type Provider } from './provider-books.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const KINDS = ['capture', 'refund', 'void'] as const;
type Kind = (typeof KINDS)[number];

const kwd = (value: string) => ({ value, currency: 'KWD' });
const refused = (code: CheckoutErrorCode) => (error: unknown) =>
  error instanceof CheckoutError && error.code === code;

/** The process dies when the provider has answered, before it can write that down. */
function dyingAfterAnswer() {
  const memory = memoryStore();
  const crash = { armed: false, dead: false };
  const store: Store = {
    ...memory,
    commit: (commit) =>
      crash.dead ? Promise.reject(new Error('the process is dead')) : memory.commit(commit),
  };
  const dying = (gateway: Gateway): Gateway => {
    const wrapped = Object.fromEntries(
      KINDS.map((kind) => {
        const operation = gateway[kind];
        if (!operation) return [kind, null];
        const run: typeof operation.run = async (input) => {
          const answer = await operation.run(input);
          crash.dead = crash.armed;
          return answer;
        };
        return [kind, { ...operation, run }];
      }),
    );
    return { ...gateway, ...wrapped };
  };
  return { crash, options: { store, wrap: dying } satisfies ShopOptions };
}

async function charged(
  at: Provider,
  kind: Kind,
  options: ShopOptions = {},
): Promise<[Shop, string]> {
  const shop = await openShop({ ...options, authorize: kind !== 'refund' });
  const id = await shop.create();
  await shop.leave(id, { method: PROVIDERS[at].method });
  await shop[at].control.complete(await shop.reference(id), 'pay');
  await shop.settle();
  return [shop, id];
}

const amountOf = (kind: Kind) => (kind === 'void' ? {} : { amount: kwd('4.000') });
const bookedOf = (kind: Kind): string => `${kind} ${kind === 'void' ? '14.000' : '4.000'}`;

async function reconcileAfter(shop: Shop, ms: number): Promise<void> {
  shop.advance(ms);
  await shop.checkout.reconcile();
  await shop.settle();
}

async function stateOf(shop: Shop, id: string): Promise<string | undefined> {
  return (await shop.checkout.sessions.retrieve(id)).operationLog.at(-1)?.state;
}

for (const at of PROVIDER_CODES) {
  const { idempotent, operations: path } = PROVIDERS[at];
  for (const kind of KINDS) {
    describe(`a ${kind} at ${at}`, () => {
      it('is known after a crash between the provider and the store, and is done once', async () => {
        const { crash, options } = dyingAfterAnswer();
        const [shop, id] = await charged(at, kind, options);
        shop[at].control.setWebhooks({ mode: 'hold' });
        crash.armed = true;
        const order = { ...amountOf(kind), idempotencyKey: 'k' };
        await assert.rejects(shop.checkout.sessions[kind](id, order), /the process is dead/);
        crash.armed = crash.dead = false;
        shop.restart();
        assert.equal(await stateOf(shop, id), 'started');
        await reconcileAfter(shop, MINUTE);
        assert.equal(await stateOf(shop, id), idempotent ? 'done' : 'unknown');
        assert.equal(shop.typesOf().includes('operation_unknown'), !idempotent);
        // The word of the provider comes late, and tells the same.
        await shop[at].control.release('in_order');
        await shop.settle();
        assert.equal(await stateOf(shop, id), 'done');
        const { operation } = await shop.checkout.sessions[kind](id, order);
        assert.equal(operation.state, 'done');
        await reconcileAfter(shop, MINUTE);
        assert.equal(await doneAt(shop, at), bookedOf(kind));
        const { capturedAmount, refundedAmount, state } = await shop.checkout.sessions.retrieve(id);
        if (kind === 'capture') assert.deepEqual(capturedAmount, kwd('4.000'));
        if (kind === 'refund') assert.deepEqual(refundedAmount, kwd('4.000'));
        if (kind === 'void') assert.equal(state, 'canceled');
      });

      it('whose answer was lost is not sent again where that could do it twice', async () => {
        const [shop, id] = await charged(at, kind);
        shop[at].control.setWebhooks({ mode: 'drop' });
        shop[at].control.failApi({ kind: 'lose_answer', path, times: 1 });
        const order = { ...amountOf(kind), idempotencyKey: 'k' };
        await assert.rejects(
          shop.checkout.sessions[kind](id, order),
          refused('operation_unconfirmed'),
        );
        await reconcileAfter(shop, MINUTE);
        assert.equal(await stateOf(shop, id), idempotent ? 'done' : 'unknown');
        assert.equal(await doneAt(shop, at), bookedOf(kind));
        if (idempotent) return;
        const session = await shop.checkout.sessions.retrieve(id);
        const { sessions } = shop.checkout;
        // What may have been moved is not left for anything else.
        const left = kind === 'refund' ? session.refundableAmount : session.capturableAmount;
        assert.deepEqual(left, kind === 'void' ? null : kwd('10.000'));
        const [operation] = session.operationLog;
        const settled = await sessions.settleOperation(id, operation?.id ?? '', 'done');
        assert.equal(settled.operationLog[0]?.state, 'done');
        if (kind === 'void') assert.equal(settled.state, 'canceled');
        if (kind === 'refund') assert.deepEqual(settled.refundedAmount, kwd('4.000'));
        if (kind === 'capture') assert.deepEqual(settled.capturedAmount, kwd('4.000'));
        await assert.rejects(
          sessions.settleOperation(id, operation?.id ?? '', 'refused'),
          refused('operation_not_possible'),
        );
      });

      it('that never reached the provider ends as the provider has it', async () => {
        const [shop, id] = await charged(at, kind);
        shop[at].control.failApi({ kind: 'network_error', path, times: 1 });
        const order = { ...amountOf(kind), idempotencyKey: 'k' };
        await assert.rejects(
          shop.checkout.sessions[kind](id, order),
          refused('operation_unconfirmed'),
        );
        await reconcileAfter(shop, MINUTE);
        if (idempotent) {
          assert.equal(await doneAt(shop, at), bookedOf(kind));
          return;
        }
        const [operation] = (await shop.checkout.sessions.retrieve(id)).operationLog;
        await shop.checkout.sessions.settleOperation(id, operation?.id ?? '', 'refused');
        const again = { ...amountOf(kind), idempotencyKey: 'k2' };
        assert.equal((await shop.checkout.sessions[kind](id, again)).operation.state, 'done');
        assert.equal(await doneAt(shop, at), bookedOf(kind));
      });
    });
  }
}

describe('an operation that the reconciler finishes', () => {
  it('and that is refused in the end is told to the merchant', async () => {
    const [shop, id] = await charged('ottu', 'refund');
    const { control } = shop.ottu;
    control.failApi({ kind: 'network_error', path: 'operation', times: 1 });
    await assert.rejects(shop.checkout.sessions.refund(id, { idempotencyKey: 'k' }));
    control.configure({ operation_result: 'failed' });
    await reconcileAfter(shop, MINUTE);
    const notice = shop.notices.find(({ type }) => type === 'operation_refused');
    const [operation] = notice?.session.operationLog ?? [];
    assert.equal(operation?.state, 'refused');
    assert.equal(notice?.operationId, operation.id);
  });

  it('is not refused by credentials that fail after its answer was lost, and is done once', async () => {
    const [shop, id] = await charged('ottu', 'refund');
    const { control } = shop.ottu;
    control.setWebhooks({ mode: 'drop' });
    control.failApi({ kind: 'lose_answer', path: 'operation', times: 1 });
    const order = { ...amountOf('refund'), idempotencyKey: 'k' };
    await assert.rejects(shop.checkout.sessions.refund(id, order));
    for (const status of [401, 403]) {
      control.failApi({ kind: 'status', path: 'operation', times: 1, status });
      await reconcileAfter(shop, MINUTE);
      assert.equal(await stateOf(shop, id), 'started');
      // What may be with the shopper already is not left for another refund.
      const { refundableAmount } = await shop.checkout.sessions.retrieve(id);
      assert.deepEqual(refundableAmount, kwd('10.000'));
    }
    await reconcileAfter(shop, MINUTE);
    assert.equal(await stateOf(shop, id), 'done');
    assert.equal(await doneAt(shop, 'ottu'), bookedOf('refund'));
  });

  it('is not repeated when the provider may have forgotten the key', async () => {
    const [shop, id] = await charged('ottu', 'refund');
    shop.ottu.control.failApi({ kind: 'network_error', path: 'operation' });
    await assert.rejects(shop.checkout.sessions.refund(id, { idempotencyKey: 'k' }));
    await reconcileAfter(shop, MINUTE);
    assert.equal(await stateOf(shop, id), 'started');
    await reconcileAfter(shop, DAY);
    assert.equal(await stateOf(shop, id), 'unknown');
  });

  it('and that the provider queued without a word is told as unknown', async () => {
    const [shop, id] = await charged('ottu', 'refund');
    shop.ottu.control.configure({ operation_result: 'queued' });
    const { operation } = await shop.checkout.sessions.refund(id, { idempotencyKey: 'k' });
    assert.equal(operation.state, 'queued');
    assert.equal((await shop.checkout.sessions.retrieve(id)).refundableAmount, null);
    await reconcileAfter(shop, 2 * DAY);
    assert.equal(await stateOf(shop, id), 'queued');
    await reconcileAfter(shop, 2 * DAY);
    assert.equal(await stateOf(shop, id), 'unknown');
    assert.ok(shop.typesOf().includes('operation_unknown'));
    await reconcileAfter(shop, MINUTE);
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });
});
