import type { Reading } from '../gateways/gateway.js';
import type { Notice, SessionEvent, SessionRecord } from '../payments/records.js';

/** One atomic change: the new session, the log lines that explain it, what the merchant hears. */
export interface Commit {
  /** Its `version` is one above the stored one (1 for a new session). */
  readonly session: SessionRecord;
  readonly events: readonly SessionEvent[];
  readonly notices: readonly Notice[];
}

/** All that is not null has to fit. Times are ISO 8601 UTC. */
export interface SessionQuery {
  readonly state: SessionRecord['state'] | null;
  /** The merchant's order reference, whole. */
  readonly reference: string | null;
  /** At this time or later. */
  readonly createdAfter: string | null;
  /** Before this time. */
  readonly createdBefore: string | null;
  /** The last session of the page before. */
  readonly after: { readonly createdAt: string; readonly id: string } | null;
  readonly limit: number;
}

/** How a session is found from outside. Written by `lookupKeys`. */
export type LookupKey = `return:${string}` | `webhook:${string}` | `reference:${string}:${string}`;

/** An authentic webhook, kept until what it says has been dealt with. */
export interface WebhookRecord {
  /** SHA-256 of gateway, token and body, hex: the same message twice is one record. */
  readonly id: string;
  readonly gateway: string;
  /** The token of its URL. */
  readonly token: string;
  readonly reading: Reading | null;
  readonly receivedAt: string;
  readonly processedAt: string | null;
}

/** An image fetched once. */
export interface AssetRecord {
  readonly id: string;
  /** Where it comes from: an absolute URL, or the name of a merchant file. */
  readonly source: string;
  /** The gateway whose hosts it may be fetched from; null for the merchant's own. */
  readonly gateway: string | null;
  /** MIME type; null until fetched. */
  readonly type: string | null;
  readonly body: Uint8Array | null;
  readonly fetchedAt: string | null;
}

/**
 * Where payments are kept. Every implementation passes `test/suites/store-conformance.ts`.
 * A promise that resolved means that the data survives what the implementation promises to
 * survive; a rejected one means that nothing was written.
 */
export interface Store {
  /** Adds a new session. Rejects when the id exists. */
  insert(commit: Commit): Promise<void>;
  load(sessionId: string): Promise<SessionRecord | null>;
  find(key: LookupKey): Promise<SessionRecord | null>;
  /** Compare-and-set: false, and nothing written, when the stored version is not one below. */
  commit(commit: Commit): Promise<boolean>;
  /** The log of a session, oldest first. */
  events(sessionId: string): Promise<readonly SessionEvent[]>;
  /** Sessions that fit the query: newest first, those of one moment by falling id. */
  list(query: SessionQuery): Promise<readonly SessionRecord[]>;
  /** Ids of sessions whose check is due, the longest overdue first. */
  due(now: string, limit: number): Promise<readonly string[]>;

  /** Notices that are to be delivered now, oldest first. */
  pendingNotices(now: string, limit: number): Promise<readonly Notice[]>;
  /**
   * Forgets a notice that was told and writes that to the log of its session, both or neither.
   * Nothing happens when it is settled already.
   */
  settleNotice(id: string, told: SessionEvent): Promise<void>;
  /**
   * Takes a notice that is due at `now` for oneself until `until`; false when somebody else has it,
   * or it was told. Whoever takes it and dies leaves it due again at `until`.
   */
  claimNotice(id: string, now: string, until: string): Promise<boolean>;
  /** Puts a notice off after a failed delivery. */
  postponeNotice(id: string, until: string): Promise<void>;

  /** Keeps a webhook unless the same one is there already; the stored one is returned. */
  saveWebhook(webhook: WebhookRecord): Promise<WebhookRecord>;
  settleWebhook(id: string, at: string): Promise<void>;
  /** Webhooks received before `before` and not dealt with yet, oldest first. */
  pendingWebhooks(before: string, limit: number): Promise<readonly WebhookRecord[]>;

  /** Adds or replaces an asset. */
  saveAsset(asset: AssetRecord): Promise<void>;
  loadAsset(id: string): Promise<AssetRecord | null>;
}

/** The keys under which a session can be found: its tokens and its references. */
export function lookupKeys(session: SessionRecord): LookupKey[] {
  return [
    ...session.attempts.map((attempt): LookupKey => `return:${attempt.returnToken}`),
    ...session.providerSessions.flatMap((provider): LookupKey[] => [
      `webhook:${provider.webhookToken}`,
      `reference:${provider.gateway}:${provider.reference}`,
      ...(provider.returnToken === undefined ? [] : [`return:${provider.returnToken}` as const]),
    ]),
  ];
}
