import { moveSession, liveAttempt, type Change } from './change.js';

export interface RetryRule {
  /** How many attempts a session may have. */
  readonly maxAttempts: number;
}

/** How the session ends when no other try is possible. */
type UnpaidEnd = 'fail' | 'cancel' | 'expire' | 'invalidate';

/**
 * Brings the session in line after an attempt ended without a payment: open for another try,
 * or ended when none is possible.
 */
export function settleUnpaid(change: Change, end: UnpaidEnd, rule: RetryRule): Change {
  const { session, at } = change;
  if (session.state !== 'pending' || liveAttempt(session)) return change;
  if (session.expiresAt !== null && session.expiresAt <= at) return moveSession(change, 'expire');
  const last = session.attempts.at(-1)?.id ?? null;
  if (session.attempts.length < rule.maxAttempts) return moveSession(change, 'decline', last);
  return moveSession(change, end === 'invalidate' ? 'invalidate' : 'fail', last);
}
