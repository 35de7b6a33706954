import type { Log, LogFields } from '../server/index.js';

type Level = 'info' | 'warn' | 'error';
type WriteLine = (level: Level, line: string) => void;

/** Every call as one line of JSON: time, level, message, fields. */
export function jsonLog(write: WriteLine, now: () => Date = () => new Date()): Log {
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}): void => {
      write(level, toLine({ time: now().toISOString(), level, message, ...fields }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** JSON lines: `info` on the standard output, `warn` and `error` on the standard error. */
export const consoleLog: Log = jsonLog((level, line) => {
  const stream = level === 'info' ? process.stdout : process.stderr;
  stream.write(`${line}\n`);
});

/** A log must not fail whoever writes to it: what JSON cannot say is left out. */
function toLine(entry: LogFields): string {
  try {
    return JSON.stringify(entry, (_, value: unknown) => plain(value));
  } catch {
    const { time, level, message } = entry;
    return JSON.stringify({ time, level, message, fields: 'cannot be written as JSON' });
  }
}

/** `JSON.stringify` writes errors as `{}`. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  const code: unknown = 'code' in value ? value.code : undefined;
  return { name, code, message, stack, cause };
}
