import type { CancelSessionResponse } from '../../contract/cancel-session.js';
import { CheckoutError } from '../errors.js';
import { liveAttempt, moveSession } from './change.js';
import { inBackground, nowOf, type Context } from './context.js';
import { loadSession, tryWrite } from './mutate.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';
import { cancelAtProvider, endLiveAttempt, lastMethod } from './replace.js';
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
    if (!isOpen(session.state) || session.review !== null) throw closed(context, session);
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
