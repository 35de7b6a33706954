import { Money } from '../../contract/money.js';
import type { OperationOrder } from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import { fromMinorUnits, isZeroMoney, toMinorUnits } from '../money.js';
import type { MerchantOperationKind } from './operation-record.js';

/** What the merchant ordered, checked. */
export interface Order {
  readonly kind: MerchantOperationKind;
  /** With all digits of its currency; null for all that is left. */
  readonly amount: Money | null;
  readonly reason: string | null;
  readonly key: string;
  /** What the key stands for. */
  readonly fingerprint: string;
}

const MAX_REASON = 255;

/** @throws {CheckoutError} `invalid_request`, `idempotency_key_missing` */
export function checkOrder(kind: MerchantOperationKind, order: OperationOrder): Order {
  const key: unknown = order.idempotencyKey;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    const why = 'idempotencyKey: give 1 to 255 visible ASCII characters, new for every order.';
    throw new CheckoutError('idempotency_key_missing', why);
  }
  const reason = order.reason ?? null;
  if (reason !== null && (typeof reason !== 'string' || reason.length > MAX_REASON)) {
    throw new CheckoutError('invalid_request', `reason: give at most ${MAX_REASON} characters.`);
  }
  const amount = order.amount === undefined ? null : exact(order.amount);
  return { kind, amount, reason, key, fingerprint: JSON.stringify([kind, amount, reason]) };
}

function exact(money: Money): Money {
  const units = Money.safeParse(money).success ? toMinorUnits(money) : null;
  const written = units === null ? null : fromMinorUnits(units, money.currency);
  if (written && !isZeroMoney(written)) return written;
  const example = 'a decimal string and an ISO 4217 code, such as "14.000" and "KWD"';
  throw new CheckoutError('invalid_request', `amount: give more than zero, as ${example}.`);
}
