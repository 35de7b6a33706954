import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { SessionEvent, SessionRecord } from '../../src/server/payments/records.js';
import { sessionRecord } from '../support/session-record.js';
import type { Commit, SessionQuery, Store, WebhookRecord } from '../../src/server/store/store.js';

export interface StoreHarness {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

const AT = '2026-01-05T10:00:00.000Z';
const LATER = '2026-01-05T11:00:00.000Z';

let counter = 0;
const unique = (name: string): string => `${name}-${process.pid}-${(counter += 1)}`;

/** Its reference holds what stores get wrong first: signs outside of the basic plane and of ASCII. */
function newSession(patch: Partial<SessionRecord> = {}): SessionRecord {
  const plain = sessionRecord(unique('session'));
  return {
    ...plain,
    order: { ...plain.order, reference: 'ORDER-1 \u{1F6D2} «طلب»' },
    ...patch,
  };
}

const commitOf = (session: SessionRecord, extra: Partial<Commit> = {}): Commit => ({
  session,
  events: [],
  notices: [],
  ...extra,
});

const next = (session: SessionRecord, patch: Partial<SessionRecord> = {}): SessionRecord => ({
  ...session,
  ...patch,
  version: session.version + 1,
});

const logLine = ({ id: sessionId }: SessionRecord, type: string): SessionEvent => ({
  sessionId,
  at: AT,
  type,
  attemptId: null,
  data: { n: 1, ok: true, none: null, text: 'x' },
});

const everything: SessionQuery = {
  state: null,
  reference: null,
  createdAfter: null,
  createdBefore: null,
  after: null,
  limit: 100,
};

const webhook = (patch: Partial<WebhookRecord> = {}): WebhookRecord => ({
  id: unique('webhook'),
  gateway: 'ottu',
  token: 'token',
  reading: null,
  receivedAt: AT,
  processedAt: null,
  ...patch,
});

/** What every store has to do, whatever it is made of. */
export function storeConformance(name: string, open: () => Promise<StoreHarness>): void {
  describe(`store: ${name}`, () => {
    let harness: StoreHarness;
    let store: Store;
    beforeEach(async () => {
      harness = await open();
      store = harness.store;
    });
    afterEach(() => harness.close());

    it('gives back what was stored, to the letter', async () => {
      const session = newSession();
      await store.insert(commitOf(session));
      assert.deepEqual(await store.load(session.id), session);
      assert.equal(await store.load(unique('nobody')), null);
    });

    it('refuses a second session with the same id', async () => {
      const session = newSession();
      await store.insert(commitOf(session));
      await assert.rejects(store.insert(commitOf({ ...session, state: 'paid' })));
      assert.equal((await store.load(session.id))?.state, 'created');
    });

    it('hands out copies: changing one changes nothing in the store', async () => {
      const session = newSession({ metadata: { a: '1' } });
      await store.insert(commitOf(session));
      const loaded = await store.load(session.id);
      assert.ok(loaded);
      Object.assign(loaded.metadata, { a: '2' });
      assert.deepEqual((await store.load(session.id))?.metadata, { a: '1' });
    });

    it('takes a commit on the version it was made from, and no other', async () => {
      const session = newSession();
      await store.insert(commitOf(session));
      assert.equal(await store.commit(commitOf(next(session, { state: 'pending' }))), true);
      assert.equal(await store.commit(commitOf(next(session, { state: 'canceled' }))), false);
      assert.equal(await store.commit(commitOf(next(next(next(session))))), false);
      const stored = await store.load(session.id);
      assert.equal(stored?.state, 'pending');
      assert.equal(stored.version, 2);
    });

    it('lets exactly one of many concurrent commits win', async () => {
      const session = newSession();
      await store.insert(commitOf(session));
      const tries = Array.from({ length: 20 }, (_, i) =>
        store.commit(commitOf(next(session, { metadata: { winner: String(i) } }))),
      );
      const won = (await Promise.all(tries)).filter(Boolean);
      assert.equal(won.length, 1);
    });

    it('refuses a commit for a session that is not there', async () => {
      assert.equal(await store.commit(commitOf(next(newSession()))), false);
    });

    it('keeps the log in order and writes none of it with a lost commit', async () => {
      const session = newSession();
      const event = (type: string) => logLine(session, type);
      await store.insert(commitOf(session, { events: [event('one'), event('two')] }));
      await store.commit(commitOf(next(session), { events: [event('three')] }));
      await store.commit(commitOf(next(session), { events: [event('lost')] }));
      const events = await store.events(session.id);
      assert.deepEqual(
        events.map(({ type }) => type),
        ['one', 'two', 'three'],
      );
      assert.deepEqual(events[0], event('one'));
    });

    it('finds a session by its tokens and references, also after they were added', async () => {
      const session = newSession();
      await store.insert(commitOf(session));
      const token = unique('token');
      const reference = unique('reference');
      const provider = {
        id: 'p',
        gateway: 'ottu',
        reference,
        providerId: null,
        amount: session.amount,
        data: {},
        expiresAt: null,
        webhookToken: token,
        openedAt: AT,
        revealed: false,
        closed: false,
      };
      assert.equal(await store.find(`webhook:${token}`), null);
      await store.commit(commitOf(next(session, { providerSessions: [provider] })));
      assert.equal((await store.find(`webhook:${token}`))?.id, session.id);
      assert.equal((await store.find(`reference:ottu:${reference}`))?.id, session.id);
      assert.equal(await store.find(`reference:finrelay:${reference}`), null);
      assert.equal(await store.find(`return:${token}`), null);
    });

    it('lists what is due, the longest overdue first, up to the limit', async () => {
      const check = (nextAt: string | null) => ({ nextAt, count: 0, lastAt: null });
      const late = newSession({ check: check('2026-01-05T09:59:00.000Z') });
      const later = newSession({ check: check('2026-01-05T09:00:00.000Z') });
      const future = newSession({ check: check(LATER) });
      const never = newSession();
      for (const one of [late, later, future, never]) await store.insert(commitOf(one));
      assert.deepEqual(await store.due(AT, 10), [later.id, late.id]);
      assert.deepEqual(await store.due(AT, 1), [later.id]);
      await store.commit(commitOf(next(later, { check: check(null) })));
      assert.deepEqual(await store.due(AT, 10), [late.id]);
    });

    it('lists sessions newest first, page by page, also those of one moment', async () => {
      const reference = unique('list \u{1F6D2} "«طلب»" \\ \u0000');
      const at = (createdAt: string, state: SessionRecord['state'] = 'created') => {
        const plain = newSession({ createdAt, state });
        return { ...plain, order: { ...plain.order, reference } };
      };
      const old = at('2026-01-05T09:00:00.000Z', 'paid');
      const [one, two, three] = [at(AT), at(AT), at(AT)].sort((a, b) => (a.id > b.id ? -1 : 1));
      const latest = at(LATER, 'paid');
      assert.ok(one && two && three);
      const rows = [two, old, latest, three, one];
      for (const each of [...rows, newSession()]) await store.insert(commitOf(each));
      const list = async (query: Partial<SessionQuery>) =>
        (await store.list({ ...everything, reference, ...query })).map(({ id }) => id);
      const all = [latest, one, two, three, old].map(({ id }) => id);
      assert.deepEqual(await list({}), all);
      assert.deepEqual(await list({ limit: 3 }), all.slice(0, 3));
      assert.deepEqual(await list({ after: two }), all.slice(3));
      assert.deepEqual(await list({ state: 'paid' }), [latest.id, old.id]);
      assert.deepEqual(await list({ createdAfter: AT }), all.slice(0, 4));
      assert.deepEqual(await list({ createdBefore: AT }), [old.id]);
      assert.deepEqual(await list({ reference: 'ORDER' }), []);
      assert.deepEqual((await store.list({ ...everything, reference }))[0], latest);
    });

    it('finds a session by its reference of now, and by no older one', async () => {
      const session = newSession();
      const [before, now] = [unique('before'), unique('now')];
      const named = (reference: string | null) => ({ ...session.order, reference });
      await store.insert(commitOf({ ...session, order: named(before) }));
      await store.commit(commitOf(next(session, { order: named(now), state: 'pending' })));
      const found = async (reference: string) =>
        (await store.list({ ...everything, reference })).map(({ state }) => state);
      assert.deepEqual(await found(before), []);
      assert.deepEqual(await found(now), ['pending']);
      assert.ok((await store.list(everything)).some(({ id }) => id === session.id));
    });

    it('lets one of two takers of an expired lease win', async () => {
      const session = newSession();
      await store.insert(commitOf(session));
      const expired = next(session, { check: { nextAt: AT, count: 0, lastAt: AT } });
      await store.commit(commitOf(expired));
      // Both see the lease that has expired before either of them writes.
      const seen = await Promise.all(['first', 'second'].map(() => store.load(session.id)));
      const takers = await Promise.all(
        seen.map(async (loaded, i) => {
          assert.equal(loaded?.check.lastAt, AT);
          const taker = String(i);
          return (await store.commit(commitOf(next(loaded, { metadata: { taker } }))))
            ? taker
            : null;
        }),
      );
      const winners = takers.filter((one) => one !== null);
      assert.equal(winners.length, 1);
      assert.deepEqual((await store.load(session.id))?.metadata, { taker: winners[0] });
    });

    it('keeps notices until they are settled, and puts off the postponed', async () => {
      const session = newSession();
      const notice = (id: string, at: string) => ({
        id,
        type: 'state_changed' as const,
        sessionId: session.id,
        at,
        attemptId: null,
        operationId: null,
        previousState: 'created' as const,
        state: 'paid' as const,
      });
      const [a, b] = [unique('a'), unique('b')];
      await store.insert(commitOf(session, { notices: [notice(a, AT), notice(b, AT)] }));
      const ids = async (now: string) => (await store.pendingNotices(now, 10)).map(({ id }) => id);
      assert.deepEqual(await ids(AT), [a, b]);
      const told = { ...logLine(session, 'notice.told'), data: { id: a } };
      // Two deliveries of one notice end it once.
      await Promise.all([store.settleNotice(a, told), store.settleNotice(a, told)]);
      assert.deepEqual(await ids(AT), [b]);
      assert.deepEqual(await store.events(session.id), [told]);
      await store.postponeNotice(b, LATER);
      assert.deepEqual(await ids(AT), []);
      assert.deepEqual(await ids(LATER), [b]);
      await store.commit(commitOf(next(next(session)), { notices: [notice(unique('lost'), AT)] }));
      assert.deepEqual(await ids(LATER), [b]);
    });

    it('gives a notice to one taker at a time, and again when that one is silent', async () => {
      const session = newSession();
      const id = unique('notice');
      const notice = {
        id,
        type: 'state_changed' as const,
        sessionId: session.id,
        at: AT,
        attemptId: null,
        operationId: null,
        previousState: 'created' as const,
        state: 'paid' as const,
      };
      await store.insert(commitOf(session, { notices: [notice] }));
      const take = (now: string) => store.claimNotice(id, now, LATER);
      const taken = await Promise.all([take(AT), take(AT), take(AT), take(AT)]);
      assert.deepEqual(taken.filter(Boolean), [true]);
      assert.deepEqual(await store.pendingNotices(AT, 10), []);
      assert.deepEqual(await store.pendingNotices(LATER, 10), [notice]);
      assert.equal(await take(LATER), true);
      await store.settleNotice(id, logLine(session, 'notice.told'));
      assert.equal(await store.claimNotice(id, LATER, LATER), false);
    });

    it('keeps one record of the same webhook, and gives back the first', async () => {
      const first = webhook();
      assert.deepEqual(await store.saveWebhook(first), first);
      const again = await store.saveWebhook({ ...first, receivedAt: LATER });
      assert.equal(again.receivedAt, AT);
      await store.settleWebhook(first.id, LATER);
      assert.equal((await store.saveWebhook(first)).processedAt, LATER);
    });

    it('lists webhooks whose work was cut off, oldest first', async () => {
      const old = webhook({ receivedAt: '2026-01-05T09:00:00.000Z' });
      const done = webhook({ receivedAt: '2026-01-05T08:00:00.000Z' });
      const fresh = webhook({ receivedAt: LATER });
      const older = webhook({ receivedAt: '2026-01-05T08:30:00.000Z' });
      for (const one of [old, done, fresh, older]) await store.saveWebhook(one);
      await store.settleWebhook(done.id, AT);
      const ids = (await store.pendingWebhooks(AT, 10)).map(({ id }) => id);
      assert.deepEqual(ids, [older.id, old.id]);
    });

    it('keeps images, bytes included', async () => {
      const id = unique('asset');
      assert.equal(await store.loadAsset(id), null);
      const asset = {
        id,
        source: 'https://ottu.test/a.png',
        gateway: 'ottu',
        type: 'image/png',
        body: new Uint8Array([0, 255, 137, 80]),
        fetchedAt: AT,
      };
      await store.saveAsset({ ...asset, body: null, type: null, fetchedAt: null });
      await store.saveAsset(asset);
      const loaded = await store.loadAsset(id);
      assert.deepEqual(
        { ...loaded, body: [...(loaded?.body ?? [])] },
        { ...asset, body: [0, 255, 137, 80] },
      );
    });
  });
}
