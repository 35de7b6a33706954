import type { CancelSessionResponse } from '../../contract/cancel-session.js';
import { CheckoutError } from '../errors.js';
import { isLive } from './attempt-machine.js';
import {
  closeProviderSession,
  liveAttempt,
  moveAttempt,
  moveSession,
  type Change,
} from './change.js';
import { inBackground, nowOf, type Context } from './context.js';
import { loadSession, mutate, tryWrite } from './mutate.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';
import { cancelAtProvider, endLiveAttempt, lastMethod } from './replace.js';
import { holdsLink, isHeld, releaseAll } from './review.js';
import { isOpen } from './session-machine.js';
import { toAttemptView, toView } from './view.js';

const MAX_ROUNDS = 12;

/**
 * Cancels a session: first its live attempt at the provider, then the session. Twice is once.
 * @throws {CheckoutError} `attempt_in_progress` while an attempt is live and cannot be canceled,
 * `session_closed` when the session has ended in another way
 */
export async function cancelSession(context: Context, sessionId: string): Promise<SessionRecord> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const session = await loadSession(context, sessionId);
    if (session.state === 'canceled') return session;
    if (!isOpen(session.state) || isHeld(session)) throw closed(context, session);
    const live = liveAttempt(session);
    if (live) {
      if (await endLiveAttempt(context, session, live)) continue;
      throw new CheckoutError('attempt_in_progress', 'The live attempt cannot be canceled.', {
        attempt: toAttemptView(live),
      });
    }
    const written = await tryWrite(context, session, (change) => moveSession(change, 'cancel'));
    if (!written) continue;
    inBackground(context, 'cancel at provider', () => cancelOpen(context, written));
    return written;
  }
  throw new CheckoutError('attempt_in_progress', 'The session is busy; try again.', {
    retryAfter: 1,
  });
}

/**
 * The merchant's own cancel. Where the session is held for review, it says that the merchant has
 * looked: the hold ends, and with it what was held. A payment that is proven later still counts.
 */
export async function cancelByMerchant(
  context: Context,
  sessionId: string,
): Promise<SessionRecord> {
  await mutate(context, sessionId, (change) =>
    isHeld(change.session) ? endHolds(change) : change,
  );
  return cancelSession(context, sessionId);
}

function endHolds(change: Change): Change {
  const { session } = change;
  const held = session.providerSessions.filter(({ id }) => holdsLink(session, id));
  const closed = held.reduce((next, provider) => closeProviderSession(next, provider), change);
  const ended = closed.session.attempts
    .filter((one) => isLive(one.state) && holdsLink(session, one.providerSessionId))
    .reduce((next, attempt) => moveAttempt(next, attempt, 'cancel'), closed);
  return releaseAll(ended);
}

/** The same for the page: the canceled session and where to go. */
export async function cancelFromPage(
  context: Context,
  sessionId: string,
): Promise<CancelSessionResponse> {
  const session = toView(await cancelSession(context, sessionId), viewOptions(context));
  return { session, redirect_url: session.cancel_url };
}

/** Leaves nothing open at the providers: a canceled session should not be payable there. */
async function cancelOpen(context: Context, session: SessionRecord): Promise<void> {
  const open = session.providerSessions.filter((one) => !one.closed && isAtProvider(one));
  for (const provider of open) {
    await cancelAtProvider(context, session, provider, lastMethod(session, provider));
  }
}

function isAtProvider({ providerId }: ProviderSessionRecord): boolean {
  return providerId !== null;
}

function closed(context: Context, session: SessionRecord): CheckoutError {
  return new CheckoutError('session_closed', 'The session has ended and cannot be canceled.', {
    session: toView(session, viewOptions(context)),
  });
}

function viewOptions(context: Context): Parameters<typeof toView>[1] {
  return { ...context.settings, now: nowOf(context) };
}
