import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gateway, Reading } from '../../../src/server/gateways/gateway.js';
import { openShop, type Shop, type ShopOptions } from '../../support/shop.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CAPTURE_BEFORE = '2026-01-12T10:00:00+00:00';
const STORED = { token: 'card-token-1', label: 'VISA 1111', brand: 'VISA', expiry: '12/40' };

/** What the provider answers beside what it answers anyway. */
type Says = Partial<Reading>;

const saying =
  (says: { now: Says }) =>
  (gateway: Gateway): Gateway => {
    const { retrieve } = gateway;
    return {
      ...gateway,
      retrieve: retrieve && (async (input) => ({ ...(await retrieve(input)), ...says.now })),
    };
  };

async function authorized(says: { now: Says }, options: ShopOptions = {}): Promise<[Shop, string]> {
  const shop = await openShop({ authorize: true, wrap: saying(says), ...options });
  const id = await shop.create({ customer: { id: 'customer-7', email: 'a@example.com' } });
  await shop.leave(id, { method: 'ottu:credit-card', saveCard: true });
  const pay = { action: 'pay', method: 'credit-card' } as const;
  await shop.ottu.control.complete(await shop.reference(id), pay);
  await shop.settle();
  assert.equal(await shop.state(id), 'authorized');
  return [shop, id];
}

async function reconcileAfter(shop: Shop, ms: number): Promise<void> {
  shop.advance(ms);
  await shop.checkout.reconcile();
  await shop.settle();
}

const asked = (shop: Shop): number =>
  shop.ottu.control.requests().filter(({ method }) => method === 'GET').length;

describe('an authorization', () => {
  it('that lapses soon and is not captured is told once', async () => {
    const [shop, id] = await authorized({ now: { captureBefore: CAPTURE_BEFORE } });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.captureBefore, '2026-01-12T10:00:00.000Z');
    await reconcileAfter(shop, 5 * DAY);
    const told = () => shop.typesOf().filter((type) => type === 'authorization_expiring').length;
    assert.equal(told(), 0);
    await reconcileAfter(shop, DAY + MINUTE);
    assert.equal(told(), 1);
    await reconcileAfter(shop, HOUR);
    await reconcileAfter(shop, HOUR);
    assert.equal(told(), 1);
  });

  it('is told as early as the merchant wants it, and not when it was captured', async () => {
    const says = { now: { captureBefore: CAPTURE_BEFORE } };
    const [early] = await authorized(says, { lapseNotice: 3 * DAY });
    await reconcileAfter(early, 4 * DAY + MINUTE);
    assert.ok(early.typesOf().includes('authorization_expiring'));
    const [shop, id] = await authorized(says);
    await shop.checkout.sessions.capture(id, { idempotencyKey: 'c' });
    await reconcileAfter(shop, 7 * DAY);
    assert.ok(!shop.typesOf().includes('authorization_expiring'));
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });

  it('is asked about slowly, and when it should have lapsed', async () => {
    const says: { now: Says } = { now: { captureBefore: CAPTURE_BEFORE } };
    const [shop, id] = await authorized(says);
    const before = asked(shop);
    for (let hour = 0; hour < 48; hour += 1) await reconcileAfter(shop, HOUR);
    const often = asked(shop) - before;
    assert.ok(often >= 2 && often <= 5, `asked ${often} times in two days`);
    await reconcileAfter(shop, 5 * DAY - HOUR);
    says.now = { outcome: { kind: 'expired' } };
    await reconcileAfter(shop, HOUR + 2 * MINUTE);
    assert.equal(await shop.state(id), 'expired');
    const { attempts, operations } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.state, 'expired');
    assert.deepEqual(operations, []);
    assert.ok(
      shop.notices.some(
        ({ state, previousState }) => state === 'expired' && previousState === 'authorized',
      ),
    );
  });

  it('that has lapsed is not brought back by an old word, but by money that was taken', async () => {
    const says: { now: Says } = { now: { captureBefore: CAPTURE_BEFORE } };
    const [shop, id] = await authorized(says);
    says.now = { outcome: { kind: 'expired' } };
    await reconcileAfter(shop, 8 * DAY);
    assert.equal(await shop.state(id), 'expired');
    const stale = shop.ottu.control.deliveries().at(-1);
    assert.ok(stale);
    const { url, headers, body } = stale;
    const replay = () =>
      shop.checkout.fetch(new Request(url, { method: 'POST', headers, body: `${body} ` }));
    says.now = { outcome: { kind: 'authorized' } };
    await replay();
    await shop.settle();
    assert.equal(await shop.state(id), 'expired');
    says.now = { outcome: { kind: 'paid' } };
    await shop.checkout.fetch(new Request(url, { method: 'POST', headers, body: ` ${body}` }));
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
    assert.ok(shop.typesOf().includes('late_payment'));
  });

  it('that was released or captured elsewhere is heard of', async () => {
    for (const [outcome, state] of [
      [{ kind: 'voided' }, 'canceled'],
      [{ kind: 'canceled' }, 'canceled'],
      [{ kind: 'paid' }, 'paid'],
    ] as const) {
      const says: { now: Says } = { now: {} };
      const [shop, id] = await authorized(says);
      says.now = { outcome };
      await reconcileAfter(shop, 13 * HOUR);
      assert.equal(await shop.state(id), state);
    }
  });

  it('is not asked about for ever', async () => {
    const [shop, id] = await authorized({ now: {} });
    await reconcileAfter(shop, 46 * DAY);
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
    assert.equal(await shop.state(id), 'authorized');
  });

  it('is wanted while it is the only charge and nobody releases it', async () => {
    const wanted: boolean[] = [];
    const [shop, id] = await authorized(
      { now: {} },
      {
        wrap: (gateway) => ({
          ...gateway,
          void: gateway.void && { ...gateway.void, idempotent: false },
          retrieve:
            gateway.retrieve &&
            ((input) => {
              wanted.push(input.wanted);
              return gateway.retrieve?.(input) ?? Promise.reject(new Error('no such call'));
            }),
        }),
      },
    );
    assert.ok(wanted.length > 0 && wanted.every(Boolean));
    shop.ottu.control.failApi({ kind: 'network_error', path: 'operation', times: 1 });
    await assert.rejects(shop.checkout.sessions.void(id, { idempotencyKey: 'v' }));
    wanted.length = 0;
    await reconcileAfter(shop, MINUTE);
    assert.deepEqual([...new Set(wanted)], [false]);
  });
});

describe('a stored card', () => {
  it('is given to the merchant and never to the page', async () => {
    const [shop, id] = await authorized({ now: { storedMethod: STORED } });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(attempts[0]?.storedMethod, STORED);
    assert.deepEqual(shop.notices.at(-1)?.session.attempts[0]?.storedMethod, STORED);
    const page = JSON.stringify(await shop.view(id));
    for (const secret of [STORED.token, STORED.label]) assert.ok(!page.includes(secret));
    const log = JSON.stringify(await shop.checkout.sessions.events(id));
    assert.ok(!log.includes(STORED.token) && log.includes('attempt.method_stored'));
  });
});
