import { isLive } from './attempt-machine.js';
import { lapseDue, type LapseRule } from './authorizations.js';
import {
  closeProviderSession,
  liveAttempt,
  moveAttempt,
  moveSession,
  notify,
  patchAttempt,
  record,
  type Change,
} from './change.js';
import { unheardOperations } from './operation-ends.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { holdsLink, isHeld } from './review.js';
import { awaitsReversal, giveUpAt, isGivenUp, isWatched, watchEnd } from './schedule.js';
import { isOpen } from './session-machine.js';
import { settleUnpaid, type RetryRule } from './unpaid.js';

export interface ExpiryRule extends RetryRule, LapseRule {}

/**
 * Ends what time has ended: links that can no longer be paid, attempts that waited on them, starts
 * that nobody finishes, and the session itself once no attempt is live. What the merchant has to
 * look at is not ended by time. A payment that is told even later still counts.
 */
export function expireDue(change: Change, rule: ExpiryRule): Change {
  const { session, at } = change;
  const lapsed = session.providerSessions.filter(
    (one) => watchEnd(one) <= at && (isWatched(session, one) || isAwaited(session, one)),
  );
  const abandoned = session.attempts.filter((one) => isGivenUp(session, one, at));
  const unheard = session.attempts.filter(
    (one) => awaitsReversal(one) && (one.leaseUntil ?? '') <= at,
  );
  const reported = unheard.reduce(reportReversal, change);
  const dropped = abandoned.reduce((next, one) => moveAttempt(next, one, 'expire'), reported);
  const ended = lapsed.reduce((next, provider) => endLink(next, provider, rule), dropped);
  const waited = lapsed.length + abandoned.length > 0;
  const settled = waited ? settleUnpaid(ended, 'expire', rule) : ended;
  return expireSession(unheardOperations(lapseDue(settled, rule)));
}

/** Somebody may still be paying on it, as far as its attempts say. */
function isAwaited(session: SessionRecord, { id, revealed }: ProviderSessionRecord): boolean {
  const attempts = session.attempts.filter((one) => one.providerSessionId === id);
  const waits = attempts.some(({ state }) => isLive(state) || state === 'superseded');
  return revealed && waits && !holdsLink(session, id);
}

function expireSession(change: Change): Change {
  const { state, expiresAt } = change.session;
  const over = expiresAt !== null && expiresAt <= change.at;
  if (!over || !isOpen(state) || liveAttempt(change.session) || isHeld(change.session)) {
    return change;
  }
  return moveSession(change, 'expire');
}

/**
 * The attempts on a link end with it. The provider session is closed once the provider was asked
 * after that (see `applyProven`), or where it cannot be asked, or could not be for too long: a
 * payment that was made in the last minute and told by nobody must not be lost.
 */
function endLink(change: Change, provider: ProviderSessionRecord, rule: ExpiryRule): Change {
  const over = !rule.canAsk(provider.gateway) || giveUpAt(provider) <= change.at;
  const closed = over ? closeProviderSession(change, provider, 'provider_session.expired') : change;
  if (holdsLink(change.session, provider.id)) return closed;
  return closed.session.attempts
    .filter((one) => one.providerSessionId === provider.id)
    .filter((one) => isLive(one.state) || one.state === 'superseded')
    .reduce((next, attempt) => moveAttempt(next, attempt, 'expire'), closed);
}

/** The provider never told what became of a queued reversal: the merchant has to look. */
function reportReversal(change: Change, { id }: AttemptRecord): Change {
  const reported = patchAttempt(change, id, { reversal: 'reported', leaseUntil: null });
  const logged = record(reported, 'attempt.reversal_unheard', id);
  return notify(logged, 'duplicate_payment', id);
}
