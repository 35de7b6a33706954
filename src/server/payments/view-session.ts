import type { PaymentSessionView } from '../../contract/payment-session.js';
import { timeBox } from '../timer.js';
import { liveAttempt } from './change.js';
import { checkSession } from './check.js';
import { expiryRule, inBackground, nowOf, type Context } from './context.js';
import { expireDue } from './expiry.js';
import { refreshListings } from './listings.js';
import { loadSession, mutate } from './mutate.js';
import { revealQrCode } from './qr-code.js';
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
  const session = await loadSession(context, sessionId);
  // Asked before time ends anything: a payment of the last minute is not shown as expired.
  if (isUnresolved(session)) await check(context, session);
  await mutate(context, sessionId, (change) => expireDue(change, expiryRule(context)));
  const listed = await refreshListings(context, sessionId);
  const shown = await revealQrCode(context, listed);
  return toView(shown, { ...context.settings, now: nowOf(context) });
}

/** Something may have happened at a provider that we have not heard of. */
function isUnresolved(session: SessionRecord): boolean {
  return (
    liveAttempt(session) !== null || session.providerSessions.some((one) => isWatched(session, one))
  );
}

async function check(context: Context, session: SessionRecord): Promise<void> {
  const checking = checkSession(context, session.id);
  inBackground(context, 'check on read', () => checking);
  await timeBox(
    checking.catch(() => null),
    WAIT_MS,
    context.timer,
  );
}
