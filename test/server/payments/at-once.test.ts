import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../../../src/server/store/memory.js';
import type { Store } from '../../../src/server/store/store.js';
import { openShop } from '../../support/shop.js';

/** A store in which two callers read before either of them writes. */
function meetingStore(): { readonly store: Store; readonly meet: (after: number) => void } {
  const store = memoryStore();
  let before = Infinity;
  let waiting: (() => void) | null = null;
  const meet = async (): Promise<void> => {
    before -= 1;
    if (before >= 0) return;
    if (waiting) {
      waiting();
      before = Infinity;
      return;
    }
    await new Promise<void>((resolve) => (waiting = resolve));
  };
  return {
    store: {
      ...store,
      async load(id) {
        const session = await store.load(id);
        await meet();
        return session;
      },
    },
    /** The two reads after so many others wait for each other. */
    meet: (after) => {
      waiting = null;
      before = after;
    },
  };
}

/** `shop.start` reads once itself before it sends its request. */
const OWN_READS = 2;

describe('two starts at the same instant', () => {
  it('of one click make one attempt, and ask the provider once', async () => {
    const { store, meet } = meetingStore();
    const shop = await openShop({ store });
    const id = await shop.create();
    meet(OWN_READS);
    const answers = await Promise.all(
      [1, 2].map(() => shop.start(id, { method: 'finrelay:hosted_page', key: 'click' })),
    );
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    assert.equal(won?.status, 200);
    assert.equal(lost?.body.code, 'start_in_progress');
    assert.equal(lost.headers.get('Retry-After'), '1');
    const opened = shop.finrelay.control
      .requests()
      .filter(({ path }) => path.includes('hosted-payment-page'));
    assert.equal(opened.length, 1);
    const again = await shop.leave(id, { method: 'finrelay:hosted_page', key: 'click' });
    assert.equal(again.redirect.url, won.body.redirect.url);
  });

  it('of two tabs with different methods make one attempt', async () => {
    const { store, meet } = meetingStore();
    const shop = await openShop({ store });
    const id = await shop.create();
    meet(OWN_READS);
    const answers = await Promise.all([
      shop.start(id, { method: 'ottu:knet' }),
      shop.start(id, { method: 'finrelay:hosted_page' }),
    ]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    assert.deepEqual([won.status, lost.status], [200, 409]);
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ id: attemptId, state }) => [attemptId, state]),
      [[won.body.attempt.id, 'redirected']],
    );
  });
});

describe('a cancel at the same instant as a start', () => {
  it('never leaves a canceled session with a live attempt', async () => {
    const { store, meet } = meetingStore();
    const shop = await openShop({ store });
    const id = await shop.create();
    meet(1);
    await Promise.all([shop.start(id, { method: 'finrelay:hosted_page' }), shop.cancel(id)]);
    await shop.settle();
    const { state, attempts } = await shop.checkout.sessions.retrieve(id);
    const live = attempts.some((one) => one.state === 'redirected' || one.state === 'starting');
    assert.notEqual(state === 'canceled', live);
  });
});
