import { decimalsOf, exponentOf, fromMinor, toMinor } from '../kit/money.js';
import type { PaymentOptionsContext } from './context.js';
import { refuse } from './refused.js';

/** A decimal string of major units in minor ones, or null when it is no amount of the currency. */
export function parseMajor(text: string, currency: string): bigint | null {
  if (!/^\d{1,12}(?:\.\d+)?$/.test(text) || decimalsOf(text) > exponentOf(currency)) return null;
  const minor = toMinor(text, currency);
  return minor > 0n ? minor : null;
}

/** The amount of a request in minor units. Throws 400. */
export function readAmount(
  { settings }: PaymentOptionsContext,
  amount: number,
  currency: string,
): bigint {
  const minor =
    settings.value.amount_unit === 'major'
      ? parseMajor(String(amount), currency)
      : Number.isSafeInteger(amount) && amount > 0
        ? BigInt(amount)
        : null;
  if (minor === null) throw refuse(400, 'amount', `must be a positive amount of ${currency}`);
  return minor;
}

/** Minor units as the API writes them. */
export const writeAmount = (
  { settings }: PaymentOptionsContext,
  minor: bigint,
  currency: string,
): number => Number(settings.value.amount_unit === 'major' ? fromMinor(minor, currency) : minor);
