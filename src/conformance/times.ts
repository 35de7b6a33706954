import { pathText, walk } from './wire.js';

const TIMES = ['expires_at', 'due_at', 'server_time', 'started_at', 'returned_at'];

/** A date, a time, and that it is UTC. */
const UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)$/;

/** The times inside that are not ISO 8601 in UTC. Null and missing ones are a matter of the schema. */
export function wrongTimes(view: unknown): readonly string[] {
  return [...walk(view)].flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !TIMES.includes(String(path.at(-1)))) return [];
    return isUtc(value) ? [] : [`${pathText(path)} is "${value}"`];
  });
}

/** A day that the month does not have is no time, though parsers take it for the next month's. */
function isUtc(text: string): boolean {
  const seconds = UTC.exec(text)?.[1];
  const ms = Date.parse(text);
  if (seconds === undefined || Number.isNaN(ms)) return false;
  return new Date(ms).toISOString().startsWith(seconds);
}
