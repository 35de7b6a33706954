/** Digits after the point, where a currency has not two (ISO 4217; Ottu lists the same). */
const EXPONENTS: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLP: 0,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
};

/** The currencies that the sandboxes take. */
export const CURRENCIES: readonly string[] = [
  ...Object.keys(EXPONENTS),
  ...'AED AUD BAM BRL CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR MAD MXN MYR NOK NZD'.split(
    ' ',
  ),
  ...'PHP PKR PLN QAR RON RSD SAR SEK SGD THB TRY TWD UAH USD ZAR'.split(' '),
];

export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2;

/** Digits after the point of a decimal string. */
export const decimalsOf = (amount: string): number => amount.split('.')[1]?.length ?? 0;

/** A decimal string in minor units. The caller has checked that it has no more digits than the currency. */
export function toMinor(amount: string, currency: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(exponentOf(currency), '0'));
}

export function fromMinor(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency);
  if (exponent === 0) return minor.toString();
  const digits = minor.toString().padStart(exponent + 1, '0');
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The amount with all the digits of its currency: 14 KWD is 14.000. */
export const format = (amount: string, currency: string): string =>
  fromMinor(toMinor(amount, currency), currency);

/** `minor * factor`, rounded half up; `factor` is a decimal string such as 0.025. */
export function scale(minor: bigint, factor: string): bigint {
  const digits = decimalsOf(factor);
  const unit = 10n ** BigInt(digits);
  return (minor * BigInt(factor.replace('.', '')) * 2n + unit) / (unit * 2n);
}
