const DAY_MS = 24 * 60 * 60 * 1000;

/** A UTC time as Postpay writes it: microseconds, and none of them where they are zero. */
export function stamp(ms: number): string {
  const text = new Date(ms).toISOString();
  return ms % 1000 === 0 ? text.replace('.000Z', 'Z') : text.replace('Z', '000Z');
}

/** Drops the fraction of a second: hooks are dated so. */
export const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** The midnight (UTC) that follows. */
export const nextMidnight = (ms: number): number => (Math.floor(ms / DAY_MS) + 1) * DAY_MS;
