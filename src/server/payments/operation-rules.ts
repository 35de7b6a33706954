import type { Money } from '../../contract/money.js';
import { CheckoutError } from '../errors.js';
import type { Gateway } from '../gateways/gateway.js';
import { compareMoney } from '../money.js';
import { keptCharge, leftToCapture, leftToRefund } from './amounts.js';
import { isOpenOperation, type MerchantOperationKind } from './operation-record.js';
import type { AttemptRecord, SessionRecord } from './records.js';

export const OPERATION_KINDS = ['capture', 'refund', 'void', 'refundOrCancel'] as const;

/** The attempt that an operation is about, and at most how much. */
export interface Possible {
  readonly attempt: AttemptRecord;
  readonly left: Money;
}

interface Rules {
  readonly gatewayOf: (code: string) => Gateway | null;
  readonly now: string;
}

/** What can be ordered for a session now. */
export function possibleOperations(session: SessionRecord, rules: Rules): MerchantOperationKind[] {
  return OPERATION_KINDS.filter((kind) => {
    const possible = possibleNow(session, kind, rules);
    return possible !== null && rules.gatewayOf(possible.attempt.gateway)?.[kind] != null;
  });
}

/**
 * The attempt and the amount of an order, checked.
 * @throws {CheckoutError} `operation_not_supported`, `operation_not_possible`, `amount_too_high`
 */
export function checkOperation(
  session: SessionRecord,
  kind: MerchantOperationKind,
  asked: Money | null,
  rules: Rules,
): Possible & { readonly amount: Money; readonly whole: boolean } {
  const about = keptCharge(session) ?? lastReachable(session);
  const gateway = about && rules.gatewayOf(about.gateway);
  if (about && !gateway) {
    throw notSupported(`The gateway ${about.gateway} is not configured: add it again.`);
  }
  if (gateway?.[kind] === null) throw notSupported(supports(gateway, kind));
  const possible = possibleNow(session, kind, rules);
  if (!possible || !gateway) throw notPossible(session, kind);
  const amount = asked ?? possible.left;
  if (amount.currency !== possible.left.currency) {
    const why = `The payment is in ${possible.left.currency}: order an amount in that currency.`;
    throw new CheckoutError('invalid_request', why);
  }
  const more = compareMoney(amount, possible.left);
  if (more > 0) throw tooHigh(kind, possible.left);
  if (more < 0 && !takesParts(gateway, kind)) {
    const { value, currency } = possible.left;
    throw notSupported(
      `${gateway.code} does a ${kind} of the whole only: order ${value} ${currency}, or no amount.`,
    );
  }
  return { ...possible, amount, whole: more === 0 && !isBusy(session, possible.attempt) };
}

/** What an operation could be about now, as far as the session goes. */
export function possibleNow(
  session: SessionRecord,
  kind: MerchantOperationKind,
  { now }: Rules,
): Possible | null {
  const kept = keptCharge(session);
  const attempt = kept ?? (kind === 'refundOrCancel' ? lastReachable(session) : null);
  if (!attempt) return null;
  const left = leftFor(session, kind, attempt, now);
  return left && { attempt, left };
}

function leftFor(
  session: SessionRecord,
  kind: MerchantOperationKind,
  attempt: AttemptRecord,
  now: string,
): Money | null {
  // What releases or returns everything stands alone; so does whatever it would be ordered beside.
  if (isBusyWith(session, attempt, ['void', 'refundOrCancel'])) return null;
  const busy = isBusy(session, attempt);
  switch (kind) {
    case 'capture':
      return leftToCapture(session, now);
    case 'refund':
      return leftToRefund(session);
    case 'void':
      return session.state === 'authorized' && !busy ? attempt.amount : null;
    case 'refundOrCancel':
      if (busy || session.state === 'refunded') return null;
      return session.state === 'paid' ? leftToRefund(session) : attempt.amount;
  }
}

/** Without a charge: the latest attempt whose link may still be paid. */
function lastReachable(session: SessionRecord): AttemptRecord | null {
  const open = new Set(
    session.providerSessions.filter((one) => one.revealed && !one.closed).map(({ id }) => id),
  );
  const { attempts } = session;
  return attempts.findLast((one) => open.has(one.providerSessionId) && !one.voided) ?? null;
}

const isBusy = (session: SessionRecord, attempt: AttemptRecord): boolean =>
  isBusyWith(session, attempt, OPERATION_KINDS);

function isBusyWith(
  { operations }: SessionRecord,
  { id }: AttemptRecord,
  kinds: readonly MerchantOperationKind[],
): boolean {
  return operations.some(
    (one) => one.attemptId === id && isOpenOperation(one) && kinds.includes(one.kind),
  );
}

function takesParts(gateway: Gateway, kind: MerchantOperationKind): boolean {
  return kind !== 'refundOrCancel' && gateway[kind]?.partial === true;
}

function supports(gateway: Gateway, kind: MerchantOperationKind): string {
  const able = OPERATION_KINDS.filter((one) => gateway[one] !== null).join(', ');
  const instead = able === '' ? 'It supports none of these operations' : `It supports ${able}`;
  return `${gateway.code} has no ${kind}. ${instead}.`;
}

const notSupported = (why: string): CheckoutError =>
  new CheckoutError('operation_not_supported', why);

function notPossible({ state }: SessionRecord, kind: MerchantOperationKind): CheckoutError {
  const why = `A ${kind} is not possible now: the session is ${state}. See its operations.`;
  return new CheckoutError('operation_not_possible', why);
}

function tooHigh(kind: MerchantOperationKind, { value, currency }: Money): CheckoutError {
  const why = `At most ${value} ${currency} is left for a ${kind}: order that or less.`;
  return new CheckoutError('amount_too_high', why);
}
