import { isLive } from './attempt-machine.js';
import {
  liveAttempt,
  moveAttempt,
  moveSession,
  patchProviderSession,
  record,
  type Change,
} from './change.js';
import type { ProviderSessionRecord } from './records.js';
import { isWatched, watchEnd } from './schedule.js';
import { isOpen } from './session-machine.js';
import { settleUnpaid, type RetryRule } from './unpaid.js';

/**
 * Ends what time has ended: links that can no longer be paid, attempts that waited on them, and
 * the session itself once no attempt is live. A payment that is told even later still counts.
 */
export function expireDue(change: Change, rule: RetryRule): Change {
  const lapsed = change.session.providerSessions.filter(
    (one) => isWatched(change.session, one) && watchEnd(one) <= change.at,
  );
  const ended = lapsed.reduce((next, provider) => endLink(next, provider), change);
  const settled = lapsed.length > 0 ? settleUnpaid(ended, 'expire', rule) : ended;
  const { state, expiresAt } = settled.session;
  const over = expiresAt !== null && expiresAt <= change.at;
  if (over && isOpen(state) && !liveAttempt(settled.session)) return moveSession(settled, 'expire');
  return settled;
}

function endLink(change: Change, provider: ProviderSessionRecord): Change {
  const closed = record(
    patchProviderSession(change, provider.id, { closed: true }),
    'provider_session.expired',
    null,
    { gateway: provider.gateway },
  );
  return closed.session.attempts
    .filter((one) => one.providerSessionId === provider.id)
    .filter((one) => isLive(one.state) || one.state === 'superseded')
    .reduce((next, attempt) => moveAttempt(next, attempt, 'expire'), closed);
}
