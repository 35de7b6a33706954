import { findGateway, inBackground, type Context } from './context.js';
import { checkSession } from './check.js';
import { nextAttemptState } from './attempt-machine.js';
import { moveAttempt, patchAttempt, patchSession, type Change } from './change.js';
import { mutate, notFound } from './mutate.js';
import type { AttemptRecord } from './records.js';
import type { ReturnHint } from '../gateways/gateway.js';
import { timeBox } from '../timer.js';
import { settleUnpaid } from './unpaid.js';
import { readReturnToken, returnPage } from './urls.js';

/** How long the shopper waits here for the truth; what is not known by then the page polls. */
const WAIT_MS = 1500;

/**
 * Records that the shopper came back, asks the provider for a moment, and says where they go.
 * The return proves nothing about the payment.
 * @throws {CheckoutError} `session_not_found` for a token that is not ours
 */
export async function recordReturn(context: Context, text: string): Promise<string> {
  const { store, returnUrl } = context.settings;
  const read = readReturnToken(text);
  const session = read ? await store.find(`return:${read.token}`) : null;
  if (!read || !session) throw notFound();
  const attempt = session.attempts.find((one) => one.returnToken === read.token);
  // Without an attempt: who paid on the provider's own page, by its QR code.
  const returned = attempt
    ? await mutate(context, session.id, (change) =>
        noteReturn(context, change, attempt.id, read.hint),
      )
    : session;
  // A return that says nothing new leads to no more questions than a read does.
  const force = returned.version !== session.version;
  const check = checkSession(context, session.id, { force });
  inBackground(context, 'check after return', () => check);
  // A failed check is logged above; the shopper goes on all the same.
  await timeBox(
    check.catch(() => null),
    WAIT_MS,
    context.timer,
  );
  return returnPage(context.settings, returned.returnUrl ?? returnUrl, session.id);
}

function noteReturn(context: Context, change: Change, attemptId: string, hint: ReturnHint): Change {
  const attempt = change.session.attempts.find((one) => one.id === attemptId);
  // Nobody was given the link of a start that is under way, so nobody comes back from it.
  if (!attempt || attempt.state === 'starting') return change;
  const first = attempt.returnedAt === null;
  if (!first && nextAttemptState(attempt.state, 'return') === null) return change;
  const fresh = patchSession(change, { check: { ...change.session.check, count: 0 } });
  const noted = first
    ? patchAttempt(fresh, attempt.id, { returnedAt: change.at, returnHint: hint })
    : fresh;
  const returned = moveAttempt(noted, attempt, 'return');
  // Back, after a return that said otherwise, takes nothing back: that payment may be under way.
  return hint === 'canceled' && first ? giveUp(context, returned, attempt.id) : returned;
}

/**
 * The shopper pressed cancel at a provider that cannot be asked: they gave the attempt up, like
 * one that chooses another method. Its link stays watched, and a payment on it still counts.
 */
function giveUp(context: Context, change: Change, attemptId: string): Change {
  const attempt = change.session.attempts.find((one) => one.id === attemptId);
  if (!attempt || canBeAsked(context, attempt)) return change;
  const { maxAttempts } = context.settings;
  if (attempt.state !== 'returned') return change;
  return settleUnpaid(moveAttempt(change, attempt, 'cancel'), 'cancel', { maxAttempts });
}

function canBeAsked(context: Context, { gateway }: AttemptRecord): boolean {
  return findGateway(context, gateway)?.retrieve != null;
}
