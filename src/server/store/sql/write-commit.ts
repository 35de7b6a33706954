import type { SqlDatabase, SqlValue } from './database.js';
import { lookupKeys, type Commit } from '../store.js';
import type { Tables } from './schema.js';
import { isStoreError } from './store-error.js';
import { toText } from './text.js';

/** A new session, or a compare-and-set on the version of a stored one. */
export type CommitKind = 'insert' | 'update';

/** How often a commit is asked about again after the connection was lost under it. */
const RETRIES = 3;

/**
 * Writes a commit in one statement, so in one transaction and one round trip: all of it depends on
 * the row that `won` changed. Two commits on one version meet at the lock of that row; the second
 * finds another version there and writes nothing.
 *
 * @returns false when nothing was written
 */
export async function writeCommit(
  database: SqlDatabase,
  tables: Tables,
  kind: CommitKind,
  commit: Commit,
): Promise<boolean> {
  const commitId = crypto.randomUUID();
  const statement = statementFor(tables, kind);
  const params = paramsOf(commit, commitId);
  let lost = false;
  for (let tries = 0; ; tries += 1) {
    try {
      const [row] = await database.query<{ won: number }>(statement, params);
      if (row?.won === 1) return true;
      // An earlier try may have been carried out although its answer never came.
      return lost && (await isOurs(database, tables, commit, commitId));
    } catch (error) {
      if (!isStoreError(error, 'database_unreachable') || tries >= RETRIES) throw error;
      lost = true;
    }
  }
}

async function isOurs(
  database: SqlDatabase,
  tables: Tables,
  { session }: Commit,
  commitId: string,
): Promise<boolean> {
  const rows = await database.query(
    `select 1 from ${tables.commits} where session_id = $1 and version = $2 and commit_id = $3`,
    [toText(session.id), session.version, commitId],
  );
  return rows.length > 0;
}

const WON: Readonly<Record<CommitKind, (tables: Tables) => string>> = {
  insert: ({ sessions }) => `
    insert into ${sessions} (id, version, state, record, next_check_at, created_at, reference)
    values ($1, $2::integer, $3, $4::text::json, $5, $6, $15::text)
    on conflict (id) do nothing
    returning id`,
  // Both kinds take the same parameters, so each has to name all of them.
  update: ({ sessions }) => `
    update ${sessions}
    set version = $2::integer, state = $3, record = $4::text::json, next_check_at = $5,
        created_at = $6, reference = $15::text
    where id = $1 and version = $2::integer - 1
    returning id`,
};

function statementFor(tables: Tables, kind: CommitKind): string {
  const { commits, keys, events, notices } = tables;
  return `
  with won as (${WON[kind](tables)}),
  numbered as (
    insert into ${commits} (session_id, version, commit_id)
    select id, $2::integer, $7::text::uuid from won
  ),
  found_by as (
    insert into ${keys} (key, session_id)
    select key, id from won, unnest($8::text[]) as key
    on conflict (key) do update set session_id = excluded.session_id
    where lookup_keys.session_id <> excluded.session_id
  ),
  logged as (
    insert into ${events} (session_id, at, type, record)
    select id, at::timestamptz, type, record::json
    from won, unnest($9::text[], $10::text[], $11::text[]) with ordinality as e (at, type, record, n)
    order by n
  ),
  told as (
    insert into ${notices} (id, session_id, record, due_at)
    select notice, id, record::json, due::timestamptz
    from won, unnest($12::text[], $13::text[], $14::text[]) with ordinality as t (notice, record, due, n)
    order by n
    on conflict (id) do nothing
  )
  select count(*)::integer as won from won`;
}

function paramsOf({ session, events, notices }: Commit, commitId: string): SqlValue[] {
  return [
    toText(session.id),
    session.version,
    session.state,
    JSON.stringify(session),
    session.check.nextAt,
    session.createdAt,
    commitId,
    [...new Set(lookupKeys(session).map(toText))],
    events.map(({ at }) => at),
    events.map(({ type }) => toText(type)),
    events.map((event) => JSON.stringify(event)),
    notices.map(({ id }) => toText(id)),
    notices.map((notice) => JSON.stringify(notice)),
    notices.map(({ at }) => at),
    session.order.reference === null ? null : toText(session.order.reference),
  ];
}
