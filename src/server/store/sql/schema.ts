import { StoreError } from './store-error.js';

/** The schema that holds the tables unless another one is named. */
export const DEFAULT_SCHEMA = 'hpp_checkout';

/**
 * The tables by their full names: nothing depends on the search path of a connection. Names of
 * schemas are checked, because an identifier cannot be a parameter.
 *
 * @throws {StoreError} `schema_name`
 */
export function tablesOf(schema: string) {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new StoreError(
      'schema_name',
      'The schema of the store has to be 1 to 63 lower-case letters, digits and underscores.',
    );
  }
  const table = (name: string): string => `"${schema}".${name}`;
  return {
    schema,
    migrations: table('hpp_migrations'),
    sessions: table('sessions'),
    commits: table('session_commits'),
    events: table('session_events'),
    keys: table('lookup_keys'),
    notices: table('notices'),
    webhooks: table('webhooks'),
    assets: table('assets'),
  } as const;
}

export type Tables = ReturnType<typeof tablesOf>;

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (tables: Tables) => readonly string[];
}

/**
 * Forward only: a migration that was released never changes; what comes later is a new one at the
 * end. Records are `json`, not `jsonb`, because they have to come back to the letter.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'first tables',
    statements: (t) => [
      `create table ${t.sessions} (
        id text primary key,
        version integer not null,
        state text not null,
        record json not null,
        next_check_at timestamptz,
        created_at timestamptz not null
      )`,
      `create index sessions_due on ${t.sessions} (next_check_at) where next_check_at is not null`,
      `create table ${t.commits} (
        session_id text not null references ${t.sessions},
        version integer not null,
        commit_id uuid not null,
        primary key (session_id, version)
      )`,
      `create table ${t.events} (
        session_id text not null references ${t.sessions},
        seq bigint generated always as identity,
        at timestamptz not null,
        type text not null,
        record json not null,
        primary key (session_id, seq)
      )`,
      `create table ${t.keys} (
        key text primary key,
        session_id text not null references ${t.sessions}
      )`,
      `create table ${t.notices} (
        id text primary key,
        seq bigint generated always as identity,
        session_id text not null references ${t.sessions},
        record json not null,
        due_at timestamptz not null,
        settled_at timestamptz
      )`,
      `create index notices_due on ${t.notices} (seq) where settled_at is null`,
      `create table ${t.webhooks} (
        id text primary key,
        record json not null,
        received_at timestamptz not null,
        processed_at timestamptz
      )`,
      `create index webhooks_open on ${t.webhooks} (received_at) where processed_at is null`,
      `create table ${t.assets} (id text primary key, record json not null, body bytea)`,
    ],
  },
  {
    version: 2,
    name: 'lists of sessions, and notices that go when they are told',
    statements: (t) => [
      `alter table ${t.sessions} add column reference text`,
      // As `toText` writes it: the inside of the JSON string, to the letter.
      `update ${t.sessions} set reference =
        substring(record::text from '"order":\\{"reference":"((?:[^"\\\\]|\\\\.)*)"')`,
      // Inside of strings quotes are escaped, so that only keys can look like this; and what the
      // merchant adds (metadata) has no value that is not a string.
      `update ${t.sessions} set record = regexp_replace(
        regexp_replace(record::text, '^\\{', '{"movements":[],"operations":[],'),
        '("voided":(?:true|false)),("reversal":)',
        '\\1,"captureBefore":null,"lapseTold":false,"storedMethod":null,\\2', 'g')::json`,
      `update ${t.notices} set
        record = regexp_replace(record::text, '^\\{', '{"operationId":null,')::json`,
      `create index sessions_newest on ${t.sessions} (created_at desc, id collate "C" desc)`,
      `create index sessions_by_state
        on ${t.sessions} (state, created_at desc, id collate "C" desc)`,
      `create index sessions_by_reference on ${t.sessions} (reference) where reference is not null`,
      `delete from ${t.notices} where settled_at is not null`,
      `alter table ${t.notices} drop column settled_at`,
      `create index notices_due on ${t.notices} (seq)`,
    ],
  },
];
