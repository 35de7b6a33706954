import type { Notice, SessionEvent, SessionRecord } from '../payments/records.js';
import {
  lookupKeys,
  type AssetRecord,
  type Commit,
  type LookupKey,
  type SessionQuery,
  type Store,
  type WebhookRecord,
} from './store.js';

/**
 * A store in the memory of one process: for tests and for trying things out. Everything is gone
 * when the process ends, so it must not be used where real money is paid.
 */
export function memoryStore(): Store {
  const sessions = new Map<string, SessionRecord>();
  const keys = new Map<LookupKey, string>();
  const events = new Map<string, SessionEvent[]>();
  const notices = new Map<string, { notice: Notice; dueAt: string }>();
  const webhooks = new Map<string, WebhookRecord>();
  const assets = new Map<string, AssetRecord>();

  /** Everything of a commit at once: there is no await in here. */
  function write({ session, events: lines, notices: news }: Commit): void {
    sessions.set(session.id, structuredClone(session));
    for (const key of lookupKeys(session)) keys.set(key, session.id);
    events.set(session.id, [...(events.get(session.id) ?? []), ...structuredClone(lines)]);
    for (const notice of news) notices.set(notice.id, { notice, dueAt: notice.at });
  }

  function read(id: string | undefined): SessionRecord | null {
    const session = id === undefined ? undefined : sessions.get(id);
    return session ? structuredClone(session) : null;
  }

  return {
    insert(commit) {
      if (sessions.has(commit.session.id)) {
        return Promise.reject(new Error('A session with this id is stored already.'));
      }
      write(commit);
      return Promise.resolve();
    },
    load: (id) => Promise.resolve(read(id)),
    find: (key) => Promise.resolve(read(keys.get(key))),
    commit(commit) {
      const stored = sessions.get(commit.session.id);
      if (stored?.version !== commit.session.version - 1) return Promise.resolve(false);
      write(commit);
      return Promise.resolve(true);
    },
    events: (id) => Promise.resolve(structuredClone(events.get(id) ?? [])),
    list: (query) =>
      Promise.resolve(
        [...sessions.values()]
          .filter((one) => fits(one, query))
          .sort((a, b) => newestFirst(a, b))
          .slice(0, query.limit)
          .map((one) => structuredClone(one)),
      ),
    due: (now, limit) =>
      Promise.resolve(
        [...sessions.values()]
          .filter(({ check }) => check.nextAt !== null && check.nextAt <= now)
          .sort((a, b) => compare(a.check.nextAt, b.check.nextAt))
          .slice(0, limit)
          .map(({ id }) => id),
      ),

    pendingNotices: (now, limit) =>
      Promise.resolve(
        [...notices.values()]
          .filter(({ dueAt }) => dueAt <= now)
          .slice(0, limit)
          .map(({ notice }) => structuredClone(notice)),
      ),
    settleNotice(id, told) {
      if (notices.delete(id)) {
        events.set(told.sessionId, [...(events.get(told.sessionId) ?? []), structuredClone(told)]);
      }
      return Promise.resolve();
    },
    claimNotice(id, now, until) {
      const entry = notices.get(id);
      if (!entry || entry.dueAt > now) return Promise.resolve(false);
      notices.set(id, { ...entry, dueAt: until });
      return Promise.resolve(true);
    },
    postponeNotice(id, until) {
      const entry = notices.get(id);
      if (entry) notices.set(id, { ...entry, dueAt: until });
      return Promise.resolve();
    },

    saveWebhook(webhook) {
      const stored = webhooks.get(webhook.id) ?? structuredClone(webhook);
      webhooks.set(webhook.id, stored);
      return Promise.resolve(structuredClone(stored));
    },
    settleWebhook(id, at) {
      const webhook = webhooks.get(id);
      if (webhook) webhooks.set(id, { ...webhook, processedAt: at });
      return Promise.resolve();
    },
    pendingWebhooks: (before, limit) =>
      Promise.resolve(
        [...webhooks.values()]
          .filter(({ processedAt, receivedAt }) => processedAt === null && receivedAt < before)
          .sort((a, b) => compare(a.receivedAt, b.receivedAt))
          .slice(0, limit)
          .map((webhook) => structuredClone(webhook)),
      ),

    saveAsset(asset) {
      assets.set(asset.id, structuredClone(asset));
      return Promise.resolve();
    },
    loadAsset: (id) => Promise.resolve(structuredClone(assets.get(id) ?? null)),
  };
}

function fits(session: SessionRecord, query: SessionQuery): boolean {
  const { state, reference, createdAfter, createdBefore, after } = query;
  return (
    (state === null || session.state === state) &&
    (reference === null || session.order.reference === reference) &&
    (createdAfter === null || session.createdAt >= createdAfter) &&
    (createdBefore === null || session.createdAt < createdBefore) &&
    (after === null || newestFirst(after, session) < 0)
  );
}

type Placed = Pick<SessionRecord, 'createdAt' | 'id'>;

/** By code units, so that the order is the same everywhere. */
function newestFirst(a: Placed, b: Placed): number {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1;
  return a.id === b.id ? 0 : a.id > b.id ? -1 : 1;
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '');
}
