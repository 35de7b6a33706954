import { CheckoutError } from '../errors.js';
import { patchAttempt } from './change.js';
import { nowOf, type Context } from './context.js';
import { loadSession, tryWrite } from './mutate.js';
import { askProvider } from './provider-start.js';
import type { SessionRecord } from './records.js';
import { isGivenUp, isInterrupted } from './schedule.js';

const LEASE_MS = 20_000;

/**
 * Finishes starts whose caller has gone (a crash between the stored attempt and the provider's
 * answer): the provider is asked again under the same reference.
 */
export async function finishInterrupted(
  context: Context,
  session: SessionRecord,
): Promise<SessionRecord> {
  const now = nowOf(context);
  const attempt = session.attempts.find(
    (one) => isInterrupted(one) && (one.leaseUntil ?? '') <= now && !isGivenUp(session, one, now),
  );
  if (!attempt) return session;
  const leaseUntil = nowOf(context, LEASE_MS);
  const leased = await tryWrite(context, session, (change) =>
    patchAttempt(change, attempt.id, { leaseUntil }),
  );
  if (!leased) return session;
  try {
    await askProvider(context, session.id, attempt.id);
  } catch (error) {
    // The session now says what became of it; there is nobody to tell here.
    if (!(error instanceof CheckoutError)) {
      context.settings.log.error('an interrupted start could not be finished', { error });
    }
  }
  return loadSession(context, session.id);
}
