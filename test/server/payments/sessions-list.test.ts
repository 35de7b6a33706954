import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionFilter } from '../../../src/server/checkout-types.js';
import { CheckoutError } from '../../../src/server/errors.js';
import { openShop, type Shop } from '../../support/shop.js';

/** Five sessions, a minute apart; the third one is paid. Oldest first. */
async function shopWithFive(): Promise<[Shop, string[]]> {
  const shop = await openShop();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    ids.push(await shop.create({ reference: n < 2 ? 'EARLY' : 'LATE' }));
    shop.advance(60_000);
  }
  await shop.leave(ids[2] ?? '', { method: 'ottu:knet' });
  await shop.ottu.control.complete(await shop.reference(ids[2] ?? ''), 'pay');
  await shop.settle();
  return [shop, ids];
}

describe('the list of sessions', () => {
  it('is newest first, in pages that follow each other without a gap', async () => {
    const [shop, ids] = await shopWithFive();
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await shop.checkout.sessions.list({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.sessions.map(({ id }) => id));
      cursor = page.next;
      pages += 1;
    } while (cursor !== null);
    assert.deepEqual(seen, ids.toReversed());
    assert.equal(pages, 3);
    assert.equal((await shop.checkout.sessions.list({ limit: 5 })).next, null);
  });

  it('holds what fits all that was asked for', async () => {
    const [shop, ids] = await shopWithFive();
    const found = async (filter: SessionFilter) =>
      (await shop.checkout.sessions.list(filter)).sessions.map(({ id }) => ids.indexOf(id));
    assert.deepEqual(await found({ state: 'paid' }), [2]);
    assert.deepEqual(await found({ reference: 'EARLY' }), [1, 0]);
    assert.deepEqual(await found({ reference: 'EARLY', state: 'paid' }), []);
    assert.deepEqual(await found({ createdAfter: '2026-01-05T10:02:00Z' }), [4, 3, 2]);
    assert.deepEqual(await found({ createdBefore: '2026-01-05T12:01:00+02:00' }), [0]);
    const [paid] = (await shop.checkout.sessions.list({ state: 'paid' })).sessions;
    assert.deepEqual(paid?.operations, ['refund']);
    assert.equal(paid.refundableAmount?.value, '14.000');
  });

  it('says what it takes', async () => {
    const shop = await openShop();
    const wrong: SessionFilter[] = [
      { limit: 0 },
      { limit: 101 },
      { cursor: 'no cursor' },
      { cursor: btoa('2026-02-30T10:00:00.000Z id') },
      { createdAfter: 'yesterday' },
      { createdAfter: '0000-01-01T00:00:00Z' },
      { createdBefore: '+012026-01-01T00:00:00Z' },
      { state: 'done' as 'paid' },
    ];
    for (const filter of wrong) {
      await assert.rejects(
        shop.checkout.sessions.list(filter),
        (error) => error instanceof CheckoutError && error.code === 'invalid_request',
        JSON.stringify(filter),
      );
    }
  });
});

describe('a notice that was told', () => {
  it('is in the log, and no longer in the outbox', async () => {
    const [shop, ids] = await shopWithFive();
    const late = new Date(shop.clock.ms).toISOString();
    assert.deepEqual(await shop.store.pendingNotices(late, 10), []);
    const events = await shop.checkout.sessions.events(ids[2] ?? '');
    const told = events.filter(({ type }) => type === 'notice.told').map(({ data }) => data['id']);
    assert.deepEqual(
      told,
      shop.notices.filter(({ sessionId }) => sessionId === ids[2]).map(({ id }) => id),
    );
    await assert.rejects(shop.checkout.sessions.events('nobody'), CheckoutError);
  });
});
