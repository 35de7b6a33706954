import type { Pool, PoolClient } from 'pg';
import type { SqlDatabase, SqlRunner, SqlValue } from '../server/store/sql/database.js';
import { StoreError } from '../server/store/sql/store-error.js';

/** The server rolled everything back and says: once more. Serialization failure and deadlock. */
const ROLLED_BACK = new Set(['40001', '40P01']);

/** Classes of errors after which nothing is known of the statement: connection, shutdown. */
const LOST = /^(?:08...|57P0[123]|53300)$/;

const MAX_TRIES = 5;

/** A pool of connections as what the store needs. */
export function pooledDatabase(pool: Pool): SqlDatabase {
  return {
    query: (text, params) => withRetries(() => runner(pool).query(text, params)),
    transaction: (work) => withRetries(() => inTransaction(pool, work)),
  };
}

function runner(connection: Pool | PoolClient): SqlRunner {
  return {
    async query<Row>(text: string, params: readonly SqlValue[] = []) {
      const { rows } = await connection.query<Row & Record<string, unknown>>(text, [...params]);
      return rows;
    },
  };
}

async function inTransaction<T>(pool: Pool, work: (tx: SqlRunner) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    const result = await work(runner(client));
    await client.query('commit');
    broken = false;
    return result;
  } finally {
    // A connection that is thrown away takes its transaction with it.
    client.release(broken);
  }
}

/** Tries again only what the server has rolled back: nothing can happen twice. */
async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const code = codeOf(error);
      if (code !== null && ROLLED_BACK.has(code) && tries < MAX_TRIES) continue;
      throw isLost(error, code) ? unreachable(error) : error;
    }
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

/** What the server says has five letters; what the network says, has a name; the pool, neither. */
function isLost(error: unknown, code: string | null): boolean {
  if (error instanceof AggregateError) return true;
  if (!(error instanceof Error)) return false;
  if (code !== null) return LOST.test(code) || /^E[A-Z]+_?[A-Z]*$/.test(code);
  return /connection|timeout|closed/i.test(error.message);
}

function unreachable(cause: unknown): StoreError {
  return new StoreError(
    'database_unreachable',
    'The PostgreSQL server of the payments cannot be reached: check that it runs, the connection string, and how many connections it allows.',
    { cause },
  );
}
