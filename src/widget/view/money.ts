import type { Money } from '../../contract/money.js';

/**
 * An amount in the writing of a locale. The fraction digits are those of the decimal string: `Intl`
 * disagrees with ISO 4217 on several currencies. `Intl` reads the string itself, so that no digit
 * passes through a float.
 */
export function formatMoney({ value, currency }: Money, locale: string): string {
  const digits = value.split('.')[1]?.length ?? 0;
  const writer = (writers[`${locale} ${currency}${digits}`] ??= new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }));
  return writer.format(value as `${number}`);
}

/** Kept by what they write: to make one takes the browser longer than to draw a row. */
const writers: Record<string, Intl.NumberFormat> = {};

/** True for an amount of nothing. */
export function isZero({ value }: Money): boolean {
  return !/[1-9]/.test(value);
}

/** The same amount, taken off: the language says how it is written. */
export const negative = ({ value, currency }: Money): Money => ({ value: `-${value}`, currency });

/** A plain number in the writing of a locale. */
export const formatNumber = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale).format(value);
