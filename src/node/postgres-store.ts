import { Pool, type PoolConfig } from 'pg';
import { migrate } from '../server/store/sql/migrate.js';
import { sqlStore } from '../server/store/sql/sql-store.js';
import type { Store } from '../server/store/store.js';
import { pooledDatabase } from './pooled-database.js';

export { StoreError, type StoreErrorCode } from '../server/store/sql/store-error.js';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database?sslmode=…`; secret. */
  readonly connectionString: string;
  /** Schema of the tables. Default: `hpp_checkout`. */
  readonly schema?: string;
  /** Connections at most, per process. Default: 10. */
  readonly maxConnections?: number;
  /** Milliseconds a statement may take, waiting for locks included. Default: 10,000. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a connection. Default: 5,000. */
  readonly connectTimeout?: number;
  /** Hears of connections that were lost while nobody used them; they are replaced. */
  readonly onConnectionError?: (error: Error) => void;
}

/** A store that holds something open. */
export interface ClosableStore extends Store {
  /** Waits for what is under way and lets go; the store must not be used afterwards. */
  readonly close: () => Promise<void>;
}

/**
 * Payments in a PostgreSQL server (13 or newer), shared by as many processes as you like. Makes
 * and migrates its tables. The user needs the right to create a schema, or an empty schema of its
 * own.
 *
 * @throws {StoreError} `database_unreachable`, `schema_newer`, `schema_name`
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<ClosableStore> {
  const named = options.schema === undefined ? {} : { schema: options.schema };
  const pool = new Pool(poolConfig(options));
  // Without a listener a lost connection would end the process.
  pool.on('error', (error) => options.onConnectionError?.(error));
  // A connection that is handed out is not listened to by its pool.
  pool.on('connect', (client) => client.on('error', () => undefined));
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= pool.end());
  try {
    const database = pooledDatabase(pool);
    await migrate(database, named);
    return { ...sqlStore(database, named), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function poolConfig({
  connectionString,
  maxConnections = 10,
  statementTimeout = 10_000,
  connectTimeout = 5_000,
}: PostgresStoreOptions): PoolConfig {
  return {
    connectionString,
    max: maxConnections,
    application_name: 'hpp-checkout',
    connectionTimeoutMillis: connectTimeout,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: statementTimeout,
    // For a server that does not even answer that it took too long.
    query_timeout: statementTimeout + 5_000,
    keepAlive: true,
  };
}
