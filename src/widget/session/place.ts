import type { AttemptView } from '../../contract/attempt.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { step, type Effect, type Step, type Work } from './effects.js';
import { OUTCOMES, type Confirming, type Outcome } from './state.js';
import { choosing } from './transition.js';

/** The attempt that the shopper may continue: it was started and they have not come back from it. */
export function liveAttempt({ attempt }: PaymentSessionView): AttemptView | null {
  return attempt && isUnderWay(attempt) && !attempt.returned_at ? attempt : null;
}

/** The attempt whose outcome is open: another one has to name it as the one that it replaces. */
export function openAttempt({ attempt }: PaymentSessionView): AttemptView | null {
  return attempt && (attempt.state === 'returned' || isUnderWay(attempt)) ? attempt : null;
}

/** True when the shopper need not wait for the outcome of an attempt, but may pay beside it. */
export function canPayAnotherWay(session: PaymentSessionView): boolean {
  const { state, review, payment_methods } = session;
  const isClosed = review || state === 'unknown' || outcomeOf(state) !== null;
  const isUsable = payment_methods.some((method) => !method.unavailable_reason);
  return !isClosed && isUsable && openAttempt(session) !== null;
}

/** Where a session puts the shopper, and what the merchant's page hears about it. */
export function arrive(session: PaymentSessionView): Step {
  const settlement = settlementOf(session);
  if (isConfirming(session))
    return step(confirming(session), ...settlement, { type: 'poll', now: false });
  const outcome = outcomeOf(session.state);
  return outcome
    ? step({ phase: 'settled', session, outcome }, ...settlement)
    : step(choosing(session), ...settlement, ...watching(session));
}

/**
 * An attempt under way may end while the list is shown: some providers send nobody back, so the page
 * asks.
 */
export function watching(session: PaymentSessionView): Work[] {
  return liveAttempt(session) ? [{ type: 'poll', now: false }] : [];
}

/** Asking begins, or begins again. */
export function confirming(session: PaymentSessionView): Confirming {
  return { phase: 'confirming', session, stalled: false, another: false };
}

/** Ends that nothing but a refund may change. */
export function isSuccess(state: string): boolean {
  return /^(paid|authorized|cod|refunded)$/.test(state);
}

/** True while the truth is not known: then nothing can be paid and the backend is asked again. */
function isConfirming(session: PaymentSessionView): boolean {
  const { state, review, attempt } = session;
  if (isSuccess(state)) return false;
  if (review || state === 'unknown') return true;
  if (!attempt) return false;
  if (openAttempt(session) && !liveAttempt(session)) return true;
  // The attempt is ahead of its open session: the session will follow.
  return !outcomeOf(state) && /^(unknown|authorized|paid)$/.test(attempt.state);
}

function isUnderWay(attempt: AttemptView): boolean {
  return attempt.state === 'starting' || attempt.state === 'redirected';
}

/**
 * An end is told once for the attempt that is shown with it; what becomes of the same attempt or of
 * its session later is not told again. A session that ended without any attempt has its own end.
 */
function settlementOf(session: PaymentSessionView): Effect[] {
  const { state, attempt, id } = session;
  const outcome = outcomeOf(state) ?? (attempt && outcomeOf(attempt.state));
  if (!outcome || isConfirming(session)) return [];
  return [{ type: 'settle', outcome, session, key: attempt?.id ?? id }];
}

function outcomeOf(state: string): Outcome | null {
  return OUTCOMES.find((outcome) => outcome === state) ?? null;
}
