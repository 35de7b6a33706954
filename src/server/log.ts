export type LogFields = Readonly<Record<string, unknown>>;

/** Where the kit writes. Fields are plain data, or an `Error` under `error`. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const nothing = (): void => undefined;

/** Used when the merchant injects no log: the kit never writes to a console on its own. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing };

/** The same log with fields that stand on every line. */
export function logWith(log: Log, always: LogFields): Log {
  return {
    info: (message, fields) => log.info(message, { ...always, ...fields }),
    warn: (message, fields) => log.warn(message, { ...always, ...fields }),
    error: (message, fields) => log.error(message, { ...always, ...fields }),
  };
}

/** Enough of a capability to tell two apart in a log, too little to use it. */
export function maskId(id: string): string {
  return id.length <= 8 ? '…' : `${id.slice(0, 4)}…`;
}
