import type { SqlDatabase, SqlRunner } from './database.js';
import { DEFAULT_SCHEMA, MIGRATIONS, tablesOf, type Migration, type Tables } from './schema.js';
import { StoreError } from './store-error.js';

export interface MigrateOptions {
  /** Default: `hpp_checkout`. */
  readonly schema?: string;
  /** For tests of the runner itself. Default: those of this version. */
  readonly migrations?: readonly Migration[];
}

/**
 * Brings the tables to what this version needs, each step once, all of them in one transaction.
 * Processes that start at the same time wait for each other.
 *
 * @returns the versions that were applied now
 * @throws {StoreError} `schema_newer`, `schema_name`
 */
export async function migrate(
  database: SqlDatabase,
  { schema = DEFAULT_SCHEMA, migrations = MIGRATIONS }: MigrateOptions = {},
): Promise<number[]> {
  const tables = tablesOf(schema);
  return database.transaction(async (tx) => {
    // Held until the transaction ends.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `hpp-checkout migrations of ${schema}`,
    ]);
    const current = await currentVersion(tx, tables);
    const newest = Math.max(0, ...migrations.map(({ version }) => version));
    if (current > newest) throw newer(schema, current, newest);
    const wanted = migrations.filter(({ version }) => version > current);
    for (const migration of wanted) await apply(tx, tables, migration);
    return wanted.map(({ version }) => version);
  });
}

async function currentVersion(tx: SqlRunner, tables: Tables): Promise<number> {
  // Asked first: "if not exists" wants the right to create even when there is nothing to create.
  const found = await tx.query('select 1 from pg_namespace where nspname = $1', [tables.schema]);
  if (found.length === 0) await tx.query(`create schema "${tables.schema}"`);
  await tx.query(`create table if not exists ${tables.migrations} (
    version integer primary key,
    name text not null,
    applied_at timestamptz not null default now()
  )`);
  const [row] = await tx.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from ${tables.migrations}`,
  );
  return row?.version ?? 0;
}

async function apply(tx: SqlRunner, tables: Tables, migration: Migration): Promise<void> {
  for (const statement of migration.statements(tables)) await tx.query(statement);
  await tx.query(`insert into ${tables.migrations} (version, name) values ($1, $2)`, [
    migration.version,
    migration.name,
  ]);
}

function newer(schema: string, current: number, newest: number): StoreError {
  return new StoreError(
    'schema_newer',
    `The schema ${schema} is at version ${current}, this package knows up to ${newest}: install the newer hpp-checkout.`,
  );
}
