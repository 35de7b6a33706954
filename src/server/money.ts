import { code as findCurrency } from 'currency-codes';
import { Money } from '../contract/money.js';

/**
 * Where the library is not the last word. Its list is that of ISO 4217 as published in June 2024,
 * with 0 where the standard says "N.A.". Null here: the standard gives no minor unit (metals,
 * units of account, test codes), so nothing can be paid in it. Numbers: codes published since.
 */
const CORRECTIONS: Readonly<Record<string, number | null>> = {
  ...{ XAG: null, XAU: null, XPD: null, XPT: null },
  ...{ XBA: null, XBB: null, XBC: null, XBD: null },
  ...{ XDR: null, XSU: null, XUA: null, XTS: null, XXX: null },
  ...{ XAD: 2, XCG: 2 },
};

/** The digits after the point that ISO 4217 gives a currency; null when it is not one to pay in. */
export function exponentOf(currency: string): number | null {
  const corrected = CORRECTIONS[currency];
  return corrected === undefined ? (findCurrency(currency)?.digits ?? null) : corrected;
}

/** A decimal string as an integer of its last digit. */
interface Scaled {
  readonly units: bigint;
  readonly digits: number;
}

function scaled(money: Money): Scaled | null {
  if (!Money.safeParse(money).success) return null;
  const [whole = '', fraction = ''] = money.value.split('.');
  return { units: BigInt(whole + fraction), digits: fraction.length };
}

/** The same quantity with other digits; null when that would round. */
function rescale({ units, digits }: Scaled, to: number): bigint | null {
  if (to >= digits) return units * 10n ** BigInt(to - digits);
  const step = 10n ** BigInt(digits - to);
  return units % step === 0n ? units / step : null;
}

/** So many units of 10^-digits as an amount; null when it is negative or too large to write. */
export function fromUnits(units: bigint, digits: number, currency: string): Money | null {
  if (units < 0n) return null;
  const text = units.toString().padStart(digits + 1, '0');
  const point = text.length - digits;
  const value = digits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  const money = { value, currency };
  return Money.safeParse(money).success ? money : null;
}

/**
 * The amount in units of 10^-exponent (1.50 with exponent 2 is 150n). Null when those units cannot
 * express it: nothing is ever rounded. Null as well for an amount that breaks the contract.
 */
export function toUnits(money: Money, exponent: number): bigint | null {
  const parsed = scaled(money);
  return parsed && rescale(parsed, exponent);
}

/** The amount in the minor units of its currency (ISO 4217); null when they cannot express it. */
export function toMinorUnits(money: Money): bigint | null {
  const exponent = exponentOf(money.currency);
  return exponent === null ? null : toUnits(money, exponent);
}

/**
 * So many minor units as an amount, with all digits of the currency. Null when the currency has no
 * minor unit, or when the amount is negative or too large for the contract.
 */
export function fromMinorUnits(units: bigint, currency: string): Money | null {
  const exponent = exponentOf(currency);
  return exponent === null ? null : fromUnits(units, exponent, currency);
}

/** The decimal string with exactly `exponent` digits; null when that would round. */
export function formatMoney(money: Money, exponent: number): string | null {
  const units = toUnits(money, exponent);
  return units === null ? null : (fromUnits(units, exponent, money.currency)?.value ?? null);
}

/** Both amounts as integers of the same last digit. */
function aligned(a: Money, b: Money): { a: bigint; b: bigint; digits: number } {
  const [first, second] = [scaled(a), scaled(b)];
  if (!first || !second || a.currency !== b.currency) {
    throw new RangeError(
      `${a.currency} and ${b.currency}: compare and add well-formed amounts of one currency only.`,
    );
  }
  const digits = Math.max(first.digits, second.digits);
  const lift = (each: Scaled): bigint => each.units * 10n ** BigInt(digits - each.digits);
  return { a: lift(first), b: lift(second), digits };
}

/**
 * Negative, zero or positive, as `a` is less than, equal to or more than `b`.
 * @throws {RangeError} for two currencies.
 */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const both = aligned(a, b);
  if (both.a === both.b) return 0;
  return both.a < both.b ? -1 : 1;
}

export function isZeroMoney(money: Money): boolean {
  return scaled(money)?.units === 0n;
}

/**
 * `a - b`; null when that is less than nothing, which no amount can be.
 * @throws {RangeError} for two currencies.
 */
export function subtractMoney(a: Money, b: Money): Money | null {
  const both = aligned(a, b);
  return fromUnits(both.a - both.b, both.digits, a.currency);
}

/** One of `count` equal parts with so many digits; null when they would not add up to the amount. */
export function divideMoney(money: Money, count: number, digits: number): Money | null {
  const units = toUnits(money, digits);
  const parts = BigInt(count);
  return units === null || units % parts !== 0n
    ? null
    : fromUnits(units / parts, digits, money.currency);
}

/**
 * The sum of amounts of one currency; of none it is zero. Null when it is too large to write.
 * @throws {RangeError} for another currency among them.
 */
export function sumMoney(amounts: readonly Money[], currency: string): Money | null {
  const zero: Money = { value: '0', currency };
  return amounts.reduce<Money | null>((sum, each) => {
    if (sum === null) return null;
    const both = aligned(sum, each);
    return fromUnits(both.a + both.b, both.digits, currency);
  }, zero);
}
