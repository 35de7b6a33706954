/**
 * - `folder_locked`: another process has the data folder open.
 * - `folder_unusable`: the data folder cannot be written, or what it holds cannot be read.
 * - `database_unreachable`: the connection was refused or lost. A statement that was under way may
 *   or may not have been carried out.
 * - `schema_newer`: the tables were made by a newer version of this package.
 * - `schema_name`: the name of the schema is not a plain lower-case identifier.
 * - `session_exists`: a new session has the id of a stored one.
 */
export type StoreErrorCode =
  | 'folder_locked'
  | 'folder_unusable'
  | 'database_unreachable'
  | 'schema_newer'
  | 'schema_name'
  | 'session_exists';

/** The error of the SQL stores: for whoever runs the server, never for shoppers. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  /** @param message names the remedy. */
  constructor(code: StoreErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

export function isStoreError(error: unknown, code: StoreErrorCode): error is StoreError {
  return error instanceof StoreError && error.code === code;
}
