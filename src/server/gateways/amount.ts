import { sameMoney, type Money } from '../../contract/money.js';
import type { UnavailableReason } from '../../contract/payment-method.js';
import {
  exponentOf,
  formatMoney,
  fromMinorUnits,
  fromUnits,
  isZeroMoney,
  toUnits,
} from '../money.js';

export {
  compareMoney,
  divideMoney,
  exponentOf,
  isZeroMoney,
  subtractMoney,
  sumMoney,
} from '../money.js';

/** An amount as a provider wants it, or why it cannot be paid there. */
export type Price<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: UnavailableReason };

const no = (reason: UnavailableReason): Price<never> => ({ ok: false, reason });

/** The amount as a decimal string with all digits of its currency: 14 KWD is `14.000`. */
export function decimalPrice(amount: Money): Price<string> {
  const exponent = exponentOf(amount.currency);
  if (exponent === null) return no('currency_not_supported');
  if (isZeroMoney(amount)) return no('amount_too_low');
  const value = formatMoney(amount, exponent);
  return value === null ? no('amount_not_supported') : { ok: true, value };
}

/**
 * The amount in major units, as a JSON number whose text is exactly that decimal: 99.90 is sent as
 * `99.9`. An amount with more digits than such a number keeps is not supported, never rounded.
 */
export function numberPrice(amount: Money): Price<number> {
  const decimal = decimalPrice(amount);
  if (!decimal.ok) return decimal;
  const value = Number(decimal.value);
  const written = { ...amount, value: String(value) };
  return sameMoney(written, amount) ? { ok: true, value } : no('amount_not_supported');
}

/** The amount in minor units, as a JSON integer that every reader takes exactly. */
export function minorPrice(amount: Money): Price<number> {
  const exponent = exponentOf(amount.currency);
  return exponent === null ? no('currency_not_supported') : scaledPrice(amount, exponent);
}

/** The amount in units of 10^-digits, for providers that use one scale for every currency. */
export function scaledPrice(amount: Money, digits: number): Price<number> {
  if (exponentOf(amount.currency) === null) return no('currency_not_supported');
  if (isZeroMoney(amount)) return no('amount_too_low');
  const units = toUnits(amount, digits);
  if (units === null || units > BigInt(Number.MAX_SAFE_INTEGER)) return no('amount_not_supported');
  return { ok: true, value: Number(units) };
}

/** An amount in major units as a provider states it; null when it is none. */
export function readDecimal(value: unknown, currency: unknown): Money | null {
  if (typeof value !== 'string' || typeof currency !== 'string') return null;
  if (!/^\d{1,18}(\.\d{1,6})?$/.test(value) || !/^[A-Z]{3}$/.test(currency)) return null;
  return { value, currency };
}

/** An amount in minor units (integer text) as a provider states it; null when it is none. */
export function readMinor(value: unknown, currency: unknown): Money | null {
  if (typeof value !== 'string' || typeof currency !== 'string') return null;
  return /^\d{1,24}$/.test(value) ? fromMinorUnits(BigInt(value), currency) : null;
}

/** An integer of units of 10^-digits as a provider states it; null when it is none. */
export function readScaled(units: number, digits: number, currency: string): Money | null {
  return Number.isSafeInteger(units) ? fromUnits(BigInt(units), digits, currency) : null;
}
