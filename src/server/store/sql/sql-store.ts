import type { Notice, SessionEvent, SessionRecord } from '../../payments/records.js';
import type { AssetRecord, Store, WebhookRecord } from '../store.js';
import type { SqlDatabase } from './database.js';
import { listSessions } from './list-sessions.js';
import { DEFAULT_SCHEMA, tablesOf, type Tables } from './schema.js';
import { StoreError } from './store-error.js';
import { fromText, isoOf, toText } from './text.js';
import { writeCommit } from './write-commit.js';

export interface SqlStoreOptions {
  /** Default: `hpp_checkout`. */
  readonly schema?: string;
}

interface Kept {
  /** JSON, as text: a driver's own parsing is not relied on. */
  readonly record: string;
}

const parse = ({ record }: Kept): unknown => JSON.parse(record);

/**
 * Payments in a PostgreSQL whose tables `migrate` has made. What was committed survives what the
 * database survives.
 *
 * @throws {StoreError} `schema_name`
 */
export function sqlStore(
  database: SqlDatabase,
  { schema = DEFAULT_SCHEMA }: SqlStoreOptions = {},
): Store {
  const tables = tablesOf(schema);
  const { sessions, events, keys } = tables;

  async function session(where: string, value: string): Promise<SessionRecord | null> {
    const [row] = await database.query<Kept>(
      `select record::text as record from ${sessions} where ${where}`,
      [toText(value)],
    );
    return row ? (parse(row) as SessionRecord) : null;
  }

  return {
    async insert(commit) {
      if (await writeCommit(database, tables, 'insert', commit)) return;
      throw new StoreError('session_exists', 'A session with this id is stored already.');
    },
    load: (id) => session('id = $1', id),
    find: (key) => session(`id = (select session_id from ${keys} where key = $1)`, key),
    commit: (commit) => writeCommit(database, tables, 'update', commit),
    async events(id) {
      const rows = await database.query<Kept>(
        `select record::text as record from ${events} where session_id = $1 order by seq`,
        [toText(id)],
      );
      return rows.map((row) => parse(row) as SessionEvent);
    },
    list: (query) => listSessions(database, sessions, query),
    async due(now, limit) {
      const rows = await database.query<{ id: string }>(
        `select id from ${sessions} where next_check_at <= $1 order by next_check_at, id limit $2`,
        [now, limit],
      );
      return rows.map(({ id }) => fromText(id));
    },
    ...noticesIn(database, tables),
    ...webhooksIn(database, tables.webhooks),
    ...assetsIn(database, tables.assets),
  };
}

type Part<Name extends keyof Store> = Pick<Store, Name>;

/** The outbox: what has been told is in the log, and here no more. */
function noticesIn(
  database: SqlDatabase,
  { notices, events }: Tables,
): Part<'pendingNotices' | 'claimNotice' | 'settleNotice' | 'postponeNotice'> {
  return {
    async pendingNotices(now, limit) {
      const rows = await database.query<Kept>(
        `select record::text as record from ${notices}
         where due_at <= $1 order by seq limit $2`,
        [now, limit],
      );
      return rows.map((row) => parse(row) as Notice);
    },
    async settleNotice(id, told) {
      await database.query(
        `with gone as (delete from ${notices} where id = $1 returning session_id)
         insert into ${events} (session_id, at, type, record)
         select session_id, $2::text::timestamptz, $3::text, $4::text::json from gone`,
        [toText(id), told.at, toText(told.type), JSON.stringify(told)],
      );
    },
    async claimNotice(id, now, until) {
      const taken = await database.query(
        `update ${notices} set due_at = $3 where id = $1 and due_at <= $2 returning id`,
        [toText(id), now, until],
      );
      return taken.length > 0;
    },
    async postponeNotice(id, until) {
      await database.query(`update ${notices} set due_at = $2 where id = $1`, [toText(id), until]);
    },
  };
}

interface KeptWebhook extends Kept {
  readonly processed: string | null;
}

function webhooksIn(
  database: SqlDatabase,
  webhooks: string,
): Part<'saveWebhook' | 'settleWebhook' | 'pendingWebhooks'> {
  const columns = `record::text as record, ${isoOf('processed_at')} as processed`;
  const toWebhook = (row: KeptWebhook): WebhookRecord => ({
    ...(parse(row) as WebhookRecord),
    processedAt: row.processed,
  });
  return {
    async saveWebhook(webhook) {
      const id = toText(webhook.id);
      await database.query(
        `insert into ${webhooks} (id, record, received_at, processed_at)
         values ($1, $2::text::json, $3, $4) on conflict (id) do nothing`,
        [id, JSON.stringify(webhook), webhook.receivedAt, webhook.processedAt],
      );
      const [row] = await database.query<KeptWebhook>(
        `select ${columns} from ${webhooks} where id = $1`,
        [id],
      );
      return row ? toWebhook(row) : webhook;
    },
    async settleWebhook(id, at) {
      await database.query(`update ${webhooks} set processed_at = $2 where id = $1`, [
        toText(id),
        at,
      ]);
    },
    async pendingWebhooks(before, limit) {
      const rows = await database.query<KeptWebhook>(
        `select ${columns} from ${webhooks}
         where processed_at is null and received_at < $1 order by received_at, id limit $2`,
        [before, limit],
      );
      return rows.map(toWebhook);
    },
  };
}

interface KeptAsset extends Kept {
  readonly body: Uint8Array | null;
}

function assetsIn(database: SqlDatabase, assets: string): Part<'saveAsset' | 'loadAsset'> {
  return {
    async saveAsset({ body, ...facts }) {
      await database.query(
        `insert into ${assets} (id, record, body) values ($1, $2::text::json, $3)
         on conflict (id) do update set record = excluded.record, body = excluded.body`,
        [toText(facts.id), JSON.stringify(facts), body],
      );
    },
    async loadAsset(id) {
      const [row] = await database.query<KeptAsset>(
        `select record::text as record, body from ${assets} where id = $1`,
        [toText(id)],
      );
      if (!row) return null;
      const facts = parse(row) as Omit<AssetRecord, 'body'>;
      // A copy: drivers hand out views on larger buffers.
      return { ...facts, body: row.body && new Uint8Array(row.body) };
    },
  };
}
