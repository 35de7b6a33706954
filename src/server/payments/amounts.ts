import type { Money } from '../../contract/money.js';
import { compareMoney, isZeroMoney, subtractMoney, sumMoney } from '../money.js';
import { isCharged } from './attempt-machine.js';
import { moveSession, notify, patchSession, record, type Change } from './change.js';
import { openOperations, totalOf } from './movements.js';
import type { AttemptRecord, SessionRecord } from './records.js';

/** The charge that the merchant keeps: money is taken or reserved, and not to be given back. */
export function keptCharge(session: SessionRecord): AttemptRecord | null {
  return session.attempts.find((one) => isCharged(one.state) && one.reversal === null) ?? null;
}

/** Brings the session in line with the movements of the charge that it keeps. */
export function settleAmounts(change: Change): Change {
  const kept = keptCharge(change.session);
  if (!kept) return change;
  return settleRefunds(settleCaptures(change, kept), kept);
}

function settleCaptures(change: Change, { id, providerSessionId }: AttemptRecord): Change {
  const before = change.session.capturedAmount;
  const captured = totalOf(change.session, 'capture', providerSessionId);
  if (captured === null || !isMore(captured, before)) return change;
  const noted = note(change, 'captured', id, captured);
  const moved = moveSession(noted, 'pay', id);
  return moved === noted ? notify(noted, 'captured', id) : moved;
}

function settleRefunds(change: Change, { id, providerSessionId }: AttemptRecord): Change {
  const { capturedAmount, refundedAmount: before, state } = change.session;
  const refunded = totalOf(change.session, 'refund', providerSessionId);
  if (refunded === null) return change;
  const more = isMore(refunded, before);
  const noted = more ? note(change, 'refunded', id, refunded) : change;
  const unsettled = openOperations(noted.session, { kind: 'capture', providerSessionId });
  const all = capturedAmount !== null && compareMoney(refunded, capturedAmount) >= 0;
  const moved =
    all && unsettled.length === 0 && state === 'paid' ? moveSession(noted, 'refund', id) : noted;
  return more ? notify(moved, 'refunded', id, { previousState: state }) : moved;
}

function note(change: Change, what: 'captured' | 'refunded', id: string, amount: Money): Change {
  const patch = what === 'captured' ? { capturedAmount: amount } : { refundedAmount: amount };
  return record(patchSession(change, patch), `session.${what}_amount`, id, { ...amount });
}

const isMore = (a: Money, b: Money | null): boolean => b === null || compareMoney(a, b) > 0;

/** What can still be captured of the charge that is kept; null when that is nothing. */
export function leftToCapture(session: SessionRecord, now: string): Money | null {
  const kept = keptCharge(session);
  if (!kept || !(session.state === 'authorized' || session.state === 'paid')) return null;
  if (kept.captureBefore !== null && kept.captureBefore <= now) return null;
  return rest(session, kept, 'capture', kept.amount);
}

/** What can still be given back of it; null when that is nothing. */
export function leftToRefund(session: SessionRecord): Money | null {
  const kept = keptCharge(session);
  if (!kept || session.state !== 'paid' || session.capturedAmount === null) return null;
  return rest(session, kept, 'refund', session.capturedAmount);
}

/** What is moved already, and what is being moved, is not left. */
function rest(
  session: SessionRecord,
  { providerSessionId }: AttemptRecord,
  kind: 'capture' | 'refund',
  of: Money,
): Money | null {
  const moved = totalOf(session, kind, providerSessionId);
  const open = openOperations(session, { kind, providerSessionId }).map(({ amount }) => amount);
  const taken = sumMoney(moved ? [moved, ...open] : open, of.currency);
  const left = taken && subtractMoney(of, taken);
  return left && !isZeroMoney(left) ? left : null;
}
