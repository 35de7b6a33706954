/** A value that a statement takes. Dates and JSON travel as text. */
export type SqlValue = string | number | null | Uint8Array | readonly string[];

/** Runs one statement with its parameters (`$1`, `$2`, …) and gives its rows. */
export interface SqlRunner {
  query<Row>(text: string, params?: readonly SqlValue[]): Promise<Row[]>;
}

/** What the SQL store needs of a PostgreSQL, wherever that runs. */
export interface SqlDatabase extends SqlRunner {
  /**
   * Everything that `work` does, or nothing of it. May call `work` again after a deadlock or a
   * serialization failure. A single statement is a transaction without this.
   */
  transaction<T>(work: (tx: SqlRunner) => Promise<T>): Promise<T>;
}
