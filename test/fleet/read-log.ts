import type { SessionState } from '../../src/contract/payment-session.js';
import type { SessionEvent } from '../../src/server/payments/records.js';

export interface LogFacts {
  /** Every state that the session came to, in order; without its first one. */
  readonly states: readonly SessionState[];
  /** The most attempts that were live at the same time. */
  readonly mostLive: number;
}

const LIVE = ['starting', 'redirected', 'returned'];

/** Reads from the log alone what became of a session. */
export function readLog(events: readonly SessionEvent[]): LogFacts {
  const attempts = new Map<string, string>();
  let mostLive = 0;
  events.forEach(({ type, attemptId, at, data }, index) => {
    const [subject = '', word = ''] = type.split('.');
    const moved = data['by'] !== undefined || word === 'starting';
    if (subject === 'attempt' && attemptId !== null && moved) attempts.set(attemptId, word);
    // What was written at once is looked at when it is all there.
    if (events[index + 1]?.at === at) return;
    const live = [...attempts.values()].filter((state) => LIVE.includes(state)).length;
    mostLive = Math.max(mostLive, live);
  });
  const states = events
    .filter(({ type, data }) => type.startsWith('session.') && data['by'] !== undefined)
    .map(({ type }) => type.replace('session.', '') as SessionState);
  return { states, mostLive };
}
