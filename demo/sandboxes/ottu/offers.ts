import { CURRENCIES, format, fromMinor, scale, toMinor, exponentOf } from '../kit/money.js';
import type { PaymentFields } from './fields.js';
import type { OttuGateway } from './gateways.js';
import type { Offer } from './transaction.js';

/** What each chosen gateway asks, in the order of `pg_codes`; those that cannot take the payment are left out. */
export function offersOf(fields: PaymentFields, gateways: readonly OttuGateway[]): Offer[] {
  return fields.pg_codes.flatMap((code) => {
    const gateway = gateways.find((each) => each.code === code);
    const offer = gateway && offerOf(fields, gateway);
    return offer ? [offer] : [];
  });
}

function offerOf(fields: PaymentFields, gateway: OttuGateway): Offer | null {
  const { currency_code: from, amount } = fields;
  if (!withinLimits(amount, from, gateway)) return null;
  const charged = charge(toMinor(amount, from), from, gateway);
  if (charged === null) return null;
  const { currency, minor, exchangeRate } = charged;
  const fixed = gateway.feeFixed?.[currency];
  const fee =
    (gateway.feeRate === undefined ? 0n : scale(minor, gateway.feeRate)) +
    (fixed === undefined ? 0n : toMinor(fixed, currency));
  return {
    code: gateway.code,
    amount: fromMinor(minor, currency),
    currency,
    fee: fromMinor(fee, currency),
    total: fromMinor(minor + fee, currency),
    exchangeRate,
  };
}

function withinLimits(amount: string, currency: string, { limits }: OttuGateway): boolean {
  const minor = toMinor(amount, currency);
  const min = limits?.min === undefined ? 0n : toMinor(limits.min, currency);
  return minor >= min && (limits?.max === undefined || minor <= toMinor(limits.max, currency));
}

/** The amount in the currency that the gateway takes, or null where it cannot. */
function charge(minor: bigint, from: string, gateway: OttuGateway) {
  const taken = gateway.currencies === 'all' ? CURRENCIES : gateway.currencies;
  if (taken.includes(from)) return { currency: from, minor, exchangeRate: null };
  const rate = gateway.exchange?.rates[from];
  if (gateway.exchange === undefined || rate === undefined) return null;
  const { currency } = gateway.exchange;
  const shift = exponentOf(currency) - exponentOf(from);
  const scaled = scale(minor * 10n ** BigInt(Math.max(shift, 0)), rate);
  const exchanged = shift < 0 ? scaled / 10n ** BigInt(-shift) : scaled;
  return { currency, minor: exchanged, exchangeRate: rate };
}

/** The method as a create and a retrieve list it. */
export function methodView(
  offer: Offer,
  gateway: OttuGateway,
  url: (path: string) => string,
  sessionId: string,
) {
  return {
    code: gateway.code,
    name: gateway.name,
    pg: gateway.pg,
    // The table of the API says `is_sandbox`, its example says `type`: both are given.
    type: 'sandbox',
    is_sandbox: true,
    amount: format(offer.amount, offer.currency),
    currency_code: offer.currency,
    fee: offer.fee,
    fee_description: gateway.feeDescription,
    icon: url(`/static/images/pg_icons/${encodeURIComponent(gateway.code)}.svg`),
    flow: 'redirect',
    redirect_url: url(`/checkout/${sessionId}/${encodeURIComponent(gateway.code)}`),
  };
}
