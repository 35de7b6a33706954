import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { SqlDatabase, SqlRunner, SqlValue } from '../server/store/sql/database.js';
import { migrate } from '../server/store/sql/migrate.js';
import { sqlStore } from '../server/store/sql/sql-store.js';
import { StoreError } from '../server/store/sql/store-error.js';
import type { Store } from '../server/store/store.js';
import { lockFolder } from './folder-lock.js';

export { StoreError, type StoreErrorCode } from '../server/store/sql/store-error.js';

export interface EmbeddedStoreOptions {
  /** Where the payments are kept; made when it is not there. One process at a time. */
  readonly folder: string;
  /** Schema of the tables. Default: `hpp_checkout`. */
  readonly schema?: string;
}

/** A store that holds something open. */
export interface ClosableStore extends Store {
  /** Waits for what is under way and lets go; the store must not be used afterwards. */
  readonly close: () => Promise<void>;
}

/**
 * Payments in a PostgreSQL inside this process (PGlite), kept in a folder: for one process, without
 * a database server. What was committed survives the death of the process at any moment; PGlite
 * does not force it onto the disk, so a power cut may take the last moments. Where that matters,
 * and for several processes, use `postgresStore`.
 *
 * @throws {StoreError} `folder_locked` at once when another process has the folder;
 *   `folder_unusable`; `schema_newer`; `schema_name`
 */
export async function embeddedStore({
  folder,
  schema,
}: EmbeddedStoreOptions): Promise<ClosableStore> {
  const named = schema === undefined ? {} : { schema };
  const place = resolve(folder);
  const unlock = lock(place);
  try {
    const pglite = await open(place);
    try {
      const database = databaseOf(pglite);
      await migrate(database, named);
      return { ...sqlStore(database, named), close: closer(pglite, unlock) };
    } catch (error) {
      await pglite.close();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

function lock(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockFolder(folder);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw unusable(folder, error);
  }
}

/**
 * A database takes seconds to make and is of no use before. So it is made beside its place and
 * moved there when it is complete: one that is in its place is whole, and one that is not has
 * never held a payment.
 */
async function open(folder: string): Promise<PGlite> {
  const data = join(folder, 'data');
  try {
    if (!existsSync(data)) await makeDatabase(join(folder, 'data.unfinished'), data);
    return await PGlite.create(data);
  } catch (error) {
    throw unusable(folder, error);
  }
}

async function makeDatabase(draft: string, data: string): Promise<void> {
  rmSync(draft, { recursive: true, force: true });
  const pglite = await PGlite.create(draft);
  await pglite.close();
  renameSync(draft, data);
}

function unusable(folder: string, cause: unknown): StoreError {
  return new StoreError(
    'folder_unusable',
    `The data folder ${folder} cannot be used: check that this process may write there, that the disk is not full and that it belongs to this version of PGlite. Keep a copy before you change anything in it.`,
    { cause },
  );
}

function databaseOf(pglite: PGlite): SqlDatabase {
  return {
    ...runnerOf(pglite),
    transaction: (work) => pglite.transaction((tx) => work(runnerOf(tx))),
  };
}

function runnerOf(connection: PGlite | Transaction): SqlRunner {
  return {
    async query<Row>(text: string, params: readonly SqlValue[] = []) {
      const { rows } = await connection.query<Row>(text, [...params]);
      return rows;
    },
  };
}

/** Once, however often it is called. */
function closer(pglite: PGlite, unlock: () => void): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => (closing ??= pglite.close().finally(unlock));
}
