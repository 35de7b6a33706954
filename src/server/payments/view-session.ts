import type { PaymentSessionView } from '../../contract/payment-session.js';
import { timeBox } from '../timer.js';
import { liveAttempt } from './change.js';
import { checkSession } from './check.js';
import { inBackground, nowOf, type Context } from './context.js';
import { expireDue } from './expiry.js';
import { refreshListings } from './listings.js';
import { loadSession, mutate } from './mutate.js';
import type { SessionRecord } from './records.js';
import { isWatched } from './schedule.js';
import { toView } from './view.js';

/** How long a read waits for news from the provider; the page asks again soon anyway. */
const WAIT_MS = 2000;

/** The session for the page. Reading it leads to a throttled check of what is unresolved. */
export async function viewSession(
  context: Context,
  sessionId: string,
): Promise<PaymentSessionView> {
  const { maxAttempts } = context.settings;
  await mutate(context, sessionId, (change) => expireDue(change, { maxAttempts }));
  const session = await refreshListings(context, sessionId);
  const shown = isUnresolved(session) ? await checked(context, session) : session;
  return toView(shown, { ...context.settings, now: nowOf(context) });
}

/** Something may have happened at a provider that we have not heard of. */
function isUnresolved(session: SessionRecord): boolean {
  return (
    liveAttempt(session) !== null || session.providerSessions.some((one) => isWatched(session, one))
  );
}

async function checked(context: Context, session: SessionRecord): Promise<SessionRecord> {
  const check = checkSession(context, session.id);
  inBackground(context, 'check on read', () => check);
  await timeBox(
    check.catch(() => null),
    WAIT_MS,
    context.timer,
  );
  return loadSession(context, session.id);
}
