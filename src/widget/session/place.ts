import type { AttemptView } from '../../contract/attempt.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { step, type Effect, type Step } from './effects.js';
import { OUTCOMES, type Outcome } from './state.js';
import { choosing } from './transition.js';

/** The attempt that the shopper may continue: it was started and they have not come back from it. */
export function liveAttempt({ attempt }: PaymentSessionView): AttemptView | null {
  return attempt && isUnderWay(attempt) && !attempt.returned_at ? attempt : null;
}

/** Where a session puts the shopper, and what the merchant's page hears about it. */
export function arrive(session: PaymentSessionView): Step {
  const settlement = settlementOf(session);
  if (isConfirming(session))
    return step({ phase: 'confirming', session, stalled: false }, ...settlement, {
      type: 'poll',
      now: false,
    });
  const outcome = outcomeOf(session.state);
  return outcome
    ? step({ phase: 'settled', session, outcome }, ...settlement)
    : step(choosing(session), ...settlement);
}

/** Ends that nothing but a refund may change. */
export function isSuccess(state: string): boolean {
  return /^(paid|authorized|cod|refunded)$/.test(state);
}

/** True while the truth is not known: then nothing can be paid and the backend is asked again. */
function isConfirming({ state, review, attempt }: PaymentSessionView): boolean {
  if (isSuccess(state)) return false;
  if (review || state === 'unknown') return true;
  if (!attempt) return false;
  if (attempt.state === 'returned' || (attempt.returned_at && isUnderWay(attempt))) return true;
  // The attempt is ahead of its open session: the session will follow.
  return !outcomeOf(state) && /^(unknown|authorized|paid)$/.test(attempt.state);
}

function isUnderWay(attempt: AttemptView): boolean {
  return attempt.state === 'starting' || attempt.state === 'redirected';
}

/** An end belongs to the attempt that ended; a session that ended by itself has its own. */
function settlementOf(session: PaymentSessionView): Effect[] {
  const { state, attempt, id } = session;
  const ended = attempt && outcomeOf(attempt.state);
  const outcome = outcomeOf(state) ?? ended;
  if (!outcome || isConfirming(session)) return [];
  const key = attempt && ended === outcome ? attempt.id : `${id} ${outcome}`;
  return [{ type: 'settle', outcome, session, key }];
}

function outcomeOf(state: string): Outcome | null {
  return OUTCOMES.find((outcome) => outcome === state) ?? null;
}
