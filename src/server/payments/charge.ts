import type { AttemptState } from '../../contract/attempt.js';
import { sameMoney, type Money } from '../../contract/money.js';
import type { Reading } from '../gateways/gateway.js';
import { isCharged, isLive } from './attempt-machine.js';
import {
  attemptOf,
  endedUnpaid,
  moveAttempt,
  moveSession,
  notify,
  patchAttempt,
  patchProviderSession,
  patchSession,
  record,
  type Change,
} from './change.js';
import { settleAmounts } from './amounts.js';
import { newAttempt } from './attempt-record.js';
import { noteSum } from './movements.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { hold, releaseFor } from './review.js';

type ChargeKind = 'authorized' | 'paid' | 'cod';

export interface ChargeContext {
  /** The gateway can give a charge in this state back. */
  readonly reversible: (state: AttemptState) => boolean;
  readonly newToken: () => string;
}

/**
 * Money was taken or reserved. Overrides every end without a payment; a wrong amount is held for
 * review; a second charge beside a kept one is marked to be given back, and never hidden.
 */
export function applyCharge(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  kind: ChargeKind,
  context: ChargeContext,
): Change {
  const adopted = withAttempt(change, provider, reading, context);
  const attempt = attemptOf(adopted.session, chargedAttemptId(adopted.session, provider, reading));
  if (attempt.voided) return record(change, 'reading.ignored_after_void', attempt.id);
  if (kind === 'authorized' && hasLapsed(attempt, change.at)) {
    return record(change, 'reading.ignored_after_lapse', attempt.id);
  }
  const other = otherCharge(adopted.session, attempt.id);
  const amount = acceptedAmount(adopted.session, attempt, reading.amount, other !== undefined);
  if (amount === null) {
    const ground = { reason: 'amount_mismatch', providerSessionId: provider.id } as const;
    const detail = describeMismatch(reading.amount, provider, adopted.session.amount);
    return hold(adopted, { ...ground, attemptId: attempt.id }, detail);
  }
  const event = kind === 'paid' ? 'pay' : 'authorize';
  const late = endedUnpaid(attempt.state);
  const patch = {
    amount,
    transactionId: transactionOf(attempt, reading),
    failureReason: null,
    late: attempt.late || late,
  };
  const moved = moveAttempt(adopted, attempt, event, patch);
  const noted = noteDetails(moved, provider, attemptOf(moved.session, attempt.id), reading, kind);
  if (moved === adopted || attempt.reversal !== null) return settleAmounts(noted);
  if (other) return markDuplicate(noted, attempt.id, other.id, context);
  return keep(noted, attemptOf(noted.session, attempt.id), kind, late);
}

/** An old word of an authorization that has lapsed since does not bring it back. */
function hasLapsed({ state, captureBefore }: AttemptRecord, at: string): boolean {
  return state === 'expired' && captureBefore !== null && captureBefore <= at;
}

/** The transaction that charged; what is done with the charge later has ids of its own. */
function transactionOf(attempt: AttemptRecord, { transactionId }: Reading): string | null {
  return isCharged(attempt.state) && attempt.transactionId !== null
    ? attempt.transactionId
    : (transactionId ?? attempt.transactionId);
}

/** What is told beside the charge itself: how much of it was captured, and until when it can be. */
function noteDetails(
  change: Change,
  { id: providerSessionId }: ProviderSessionRecord,
  { id, amount, captureBefore }: AttemptRecord,
  reading: Reading,
  kind: ChargeKind,
): Change {
  const before = instantOf(reading.captureBefore) ?? captureBefore;
  const dated =
    before === captureBefore ? change : patchAttempt(change, id, { captureBefore: before });
  const captured = reading.captured ?? (kind === 'paid' ? amount : null);
  if (captured?.currency !== amount.currency) return dated;
  return noteSum(dated, { kind: 'capture', providerSessionId }, captured);
}

/** As records hold times, whatever the provider's way to write them. */
function instantOf(text: string | undefined): string | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** The charge that the merchant keeps: the session follows it, other attempts step aside. */
function keep(change: Change, attempt: AttemptRecord, kind: ChargeKind, late: boolean): Change {
  const settled = settleAmounts(releaseFor(change, attempt.id));
  const event = kind === 'paid' ? 'pay' : kind === 'cod' ? 'cod' : 'authorize';
  const moved = moveSession(settled, event, attempt.id);
  const told = moved.notices.some(({ type }) => type === 'late_payment');
  const reported = late && !told ? notify(moved, 'late_payment', attempt.id) : moved;
  return reported.session.attempts
    .filter((one) => one.id !== attempt.id && isLive(one.state))
    .reduce((next, one) => moveAttempt(next, one, 'supersede'), reported);
}

function markDuplicate(change: Change, id: string, keptId: string, rule: ChargeContext): Change {
  const reversible = rule.reversible(attemptOf(change.session, id).state);
  const marked = patchAttempt(change, id, { reversal: reversible ? 'needed' : 'reported' });
  const logged = record(marked, 'attempt.duplicate', id, { kept: keptId, reversible });
  return notify(logged, 'duplicate_payment', id);
}

/** Another attempt whose charge is kept. */
function otherCharge(session: SessionRecord, exceptId: string): AttemptRecord | undefined {
  return session.attempts.find(
    (one) => one.id !== exceptId && isCharged(one.state) && one.reversal === null,
  );
}

/**
 * A provider session is paid once, so a charge on it is about the attempt that is charged
 * already; else about the method that it names; else about the live or the latest attempt.
 */
function findAttempt(
  session: SessionRecord,
  provider: ProviderSessionRecord,
  methodCode: string | null,
): AttemptRecord | undefined {
  const attempts = session.attempts.filter((one) => one.providerSessionId === provider.id);
  return (
    attempts.find((one) => isCharged(one.state)) ??
    attempts.findLast((one) => one.methodCode === methodCode) ??
    attempts.find((one) => isLive(one.state)) ??
    attempts.at(-1)
  );
}

function chargedAttemptId(
  session: SessionRecord,
  provider: ProviderSessionRecord,
  reading: Reading,
): string {
  return findAttempt(session, provider, reading.methodCode)?.id ?? '';
}

/** A payment that began outside our page (the provider's own link or QR code) gets an attempt. */
function withAttempt(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  context: ChargeContext,
): Change {
  if (findAttempt(change.session, provider, reading.methodCode)) return change;
  const { session, at } = change;
  const methodCode = reading.methodCode ?? provider.gateway;
  const offers = session.listings.find((one) => one.gateway === provider.gateway)?.offers ?? [];
  const offer = offers.find((one) => one.code === methodCode);
  const attempt = newAttempt(context, {
    state: 'redirected',
    gateway: provider.gateway,
    methodCode,
    methodName: offer?.name ?? provider.gateway,
    providerSessionId: provider.id,
    amount: session.amount,
    total: offer?.total ?? session.amount,
    saveCard: false,
    instalments: null,
    startedAt: at,
    leaseUntil: null,
  });
  const revealed = patchProviderSession(change, provider.id, { revealed: true });
  const added = patchSession(revealed, { attempts: [...session.attempts, attempt] });
  return record(added, 'attempt.adopted', attempt.id, { gateway: provider.gateway });
}

/**
 * The amount of a charge that counts, or null. It pays the order as it is now: the amount of an old
 * link does not. What is given back anyway, or is charged already, may have that of its attempt.
 */
function acceptedAmount(
  { amount }: SessionRecord,
  attempt: AttemptRecord,
  stated: Money | null,
  beside: boolean,
): Money | null {
  if (stated === null) return null;
  const own = beside || isCharged(attempt.state);
  if (own && sameMoney(stated, attempt.amount)) return attempt.amount;
  return sameMoney(stated, amount) ? amount : null;
}

function describeMismatch(
  stated: Money | null,
  { gateway }: ProviderSessionRecord,
  { value, currency }: Money,
): string {
  const said = stated ? `${stated.value} ${stated.currency}` : 'no amount';
  return `${gateway} states ${said}, the order is ${value} ${currency}`;
}
