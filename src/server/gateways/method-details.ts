import type { Money } from '../../contract/money.js';
import type { UnavailableReason } from '../../contract/payment-method.js';
import { compareMoney } from './amount.js';
import type { MethodOffer } from './gateway.js';
import { isText, type OptionProblem } from './options.js';

/**
 * What a merchant may say of a method beyond what its provider says: the same for every gateway.
 * One that asks its provider for the methods takes it by their codes (`methods`), one with a single
 * hosted page as a part of `method`.
 */
export interface MethodDetails {
  readonly description?: string;
  /** A few words of praise, such as "0 % interest": at most 60 characters. */
  readonly promoLabel?: string;
  /** Whether you recommend it. Keep it to one or two methods. */
  readonly recommended?: boolean;
  /** The least and the most order amount that it takes, by currency. Both may be paid. */
  readonly limits?: Readonly<Record<string, { readonly min?: string; readonly max?: string }>>;
}

/** An offer of which nobody has said more than its provider. */
export const PLAIN = {
  promoLabel: null,
  recommended: false,
  minAmount: null,
  maxAmount: null,
  instalments: [],
} as const satisfies Partial<MethodOffer>;

const LABEL_LENGTH = 60;

/** `option`: how the merchant wrote it, such as `method`. */
export function detailsProblems(
  option: string,
  { description, promoLabel, recommended, limits = {} }: MethodDetails,
): readonly OptionProblem[] {
  const label =
    promoLabel === undefined || (isText(promoLabel) && promoLabel.length <= LABEL_LENGTH);
  return [
    description === undefined || isText(description)
      ? null
      : [`${option}.description`, 'give a text, or leave it out'],
    label ? null : [`${option}.promoLabel`, `give a text of at most ${LABEL_LENGTH} characters`],
    [true, false, undefined].includes(recommended)
      ? null
      : [`${option}.recommended`, 'use true or false'],
    Object.entries(limits).every(isRange)
      ? null
      : [
          `${option}.limits`,
          'write amounts as decimal texts, by ISO 4217 code, none above the most',
        ],
  ];
}

type Range = NonNullable<MethodDetails['limits']>[string];

function isRange([currency, { min = '0', max = min }]: readonly [string, Range]): boolean {
  const [least, most] = [min, max].map((value) => ({ value, currency }));
  return (
    /^[A-Z]{3}$/.test(currency) &&
    [min, max].every((value) => /^\d{1,18}(\.\d{1,6})?$/.test(value)) &&
    least !== undefined &&
    most !== undefined &&
    compareMoney(least, most) <= 0
  );
}

/** The offer with what the merchant says of it. Outside of the limits it cannot be used. */
export function withDetails(
  offer: MethodOffer,
  details: MethodDetails | undefined,
  { currency, ...amount }: Money,
): MethodOffer {
  if (details === undefined) return offer;
  const { min, max } = details.limits?.[currency] ?? {};
  const bounds = {
    minAmount: min === undefined ? offer.minAmount : { value: min, currency },
    maxAmount: max === undefined ? offer.maxAmount : { value: max, currency },
  };
  return {
    ...offer,
    ...bounds,
    description: details.description ?? offer.description,
    promoLabel: details.promoLabel ?? offer.promoLabel,
    recommended: details.recommended ?? offer.recommended,
    unavailableReason: offer.unavailableReason ?? outOf(bounds, { ...amount, currency }),
  };
}

function outOf(
  { minAmount, maxAmount }: Pick<MethodOffer, 'minAmount' | 'maxAmount'>,
  amount: Money,
): UnavailableReason | null {
  if (minAmount !== null && compareMoney(amount, minAmount) < 0) return 'amount_too_low';
  return maxAmount !== null && compareMoney(amount, maxAmount) > 0 ? 'amount_too_high' : null;
}
