/**
 * PostgreSQL keeps no NUL in text and a driver cannot send half of a surrogate pair, yet both can
 * come in by a URL. As the inside of a JSON string every JavaScript string is plain text; two
 * different ones stay different, and what is plain already stays as it is.
 */
export function toText(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

export function fromText(text: string): string {
  return JSON.parse(`"${text}"`) as string;
}

/** An SQL expression that writes a `timestamptz` as `Date.toISOString` does. */
export function isoOf(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
