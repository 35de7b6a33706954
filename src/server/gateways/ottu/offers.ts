import type { Money } from '../../../contract/money.js';
import type { UnavailableReason } from '../../../contract/payment-method.js';
import { isZeroMoney, readDecimal, sumMoney } from '../amount.js';
import { fitting } from '../fields.js';
import type { ListInput, MethodOffer } from '../gateway.js';
import { PLAIN, withDetails } from '../method-details.js';
import type { Customer } from '../order-facts.js';
import { shopperUrl } from '../shopper-url.js';
import type { OttuSettings } from './options.js';
import { customerIdOf, priceOf } from './payment.js';
import type { Preloaded } from './preload.js';
import type { OttuMethod, OttuPayment } from './wire.js';

type Shown = Pick<ListInput, 'order' | 'customer'>;

/** The methods that a payment can be paid with by redirect, in Ottu's order. */
export function offersOf(
  settings: OttuSettings,
  payment: OttuPayment,
  shown: Shown,
): MethodOffer[] {
  return redirectMethods(payment).map((method) =>
    withDetails(
      offerOf(settings, method, shown),
      settings.methods.get(method.code),
      shown.order.amount,
    ),
  );
}

/** The same from the payload of Ottu's SDK: those of its methods that a start will find. */
export function preloadedOffers(
  settings: OttuSettings,
  methods: readonly Preloaded[],
  payment: OttuPayment,
  shown: Shown,
): MethodOffer[] {
  const found = new Set(redirectMethods(payment).map(({ code }) => code));
  return methods
    .filter(({ method }) => found.has(method.code))
    .map((one) => {
      const details = settings.methods.get(one.method.code);
      return withDetails(preloadedOffer(settings, one, shown), details, shown.order.amount);
    });
}

function preloadedOffer(
  settings: OttuSettings,
  { method, fee, total }: Preloaded,
  { order: { amount }, customer }: Shown,
): MethodOffer {
  const exchanged = fee.currency !== amount.currency;
  const charged = !exchanged && !isZeroMoney(fee);
  const words = fitting(method.fee_description, 500) ?? fitting(method.billing.fee.label, 500);
  return {
    ...namedAs(settings, method),
    fee: charged ? fee : null,
    feeDescription: charged ? (words ?? null) : null,
    total: exchanged ? amount : total,
    canSaveCard: method.can_save_card === true && customerIdOf(customer) !== undefined,
    unavailableReason: exchanged ? 'currency_not_supported' : unpriced(amount),
  };
}

/** How a method is shown, wherever Ottu tells of it. */
const namedAs = (
  settings: OttuSettings,
  method: Pick<
    OttuMethod,
    'code' | 'name' | 'pg' | 'icon' | 'is_sandbox' | 'type' | 'branding_options'
  >,
) => ({
  ...PLAIN,
  code: method.code,
  name: fitting(method.name, 200) ?? fitting(method.pg, 200) ?? method.code,
  icon: pictureOf(settings, method.icon),
  description: null,
  sandbox: method.is_sandbox === true || method.type === 'sandbox',
  promoLabel: fitting(method.branding_options?.text, 60) ?? null,
});

function unpriced(amount: Money): UnavailableReason | null {
  const price = priceOf(amount);
  return price.ok ? null : price.reason;
}

/** Methods that work in some other way (a wallet button, a script) cannot be offered here. */
export function redirectMethods(payment: OttuPayment): OttuMethod[] {
  return (payment.payment_methods ?? []).flatMap((method) =>
    method?.flow === 'redirect' && shopperUrl(method.redirect_url) !== null ? [method] : [],
  );
}

function offerOf(settings: OttuSettings, method: OttuMethod, { order, customer }: Shown) {
  const fee = feeOf(method, order.amount.currency);
  const total = fee === null ? null : sumMoney([order.amount, fee], order.amount.currency);
  const charged = fee !== null && !isZeroMoney(fee);
  return {
    ...namedAs(settings, method),
    fee: charged ? fee : null,
    feeDescription: charged ? (fitting(method.fee_description, 500) ?? null) : null,
    total: total ?? order.amount,
    canSaveCard: canSaveCard(settings, method.code, customer),
    unavailableReason: reasonOf(method, order.amount, total),
  } satisfies MethodOffer;
}

/** Ottu saves cards of known customers, at gateways that are set up for it. */
export const canSaveCard = (
  { tokenizable }: OttuSettings,
  code: string,
  customer: Customer | null,
): boolean => tokenizable.has(code) && customerIdOf(customer) !== undefined;

/** Before a start: with a preload it was Ottu that said which methods save one, when they were listed. */
export const maySaveCard = (
  settings: OttuSettings,
  code: string,
  customer: Customer | null,
): boolean =>
  settings.preload ? customerIdOf(customer) !== undefined : canSaveCard(settings, code, customer);

/** What the shopper would pay has to be known: without a readable fee the method cannot be used. */
function reasonOf(
  method: OttuMethod,
  amount: Money,
  total: Money | null,
): UnavailableReason | null {
  const unpayable = unpriced(amount);
  if (unpayable !== null) return unpayable;
  if (takesOtherCurrency(method, amount.currency)) return 'currency_not_supported';
  return total === null ? 'temporarily_unavailable' : null;
}

/** Ottu would exchange the amount; what is paid then is not what the order says. */
export const takesOtherCurrency = (method: OttuMethod, currency: string): boolean =>
  (method.currency_code ?? currency) !== currency;

/** `0.350`, or `0.350 KWD` as webhooks write it. No fee is a fee of zero. */
function feeOf({ fee, currency_code: stated }: OttuMethod, currency: string): Money | null {
  if (!fee) return { value: '0', currency };
  const [value, own = stated ?? currency, ...rest] = fee.trim().split(/\s+/);
  return rest.length === 0 && own === currency ? readDecimal(value, currency) : null;
}

/** Pictures may be relative, and are fetched by the kit: only from Ottu's own host. */
export function pictureOf(
  { baseUrl, host }: OttuSettings,
  given: string | null | undefined,
): string | null {
  if (!given) return null;
  try {
    const url = new URL(given, `${baseUrl}/`);
    return url.host === host ? shopperUrl(url.href) : null;
  } catch {
    return null;
  }
}

/** The codes by themselves, where Ottu cannot even be asked. */
export function unavailableOffers(
  { pgCodes }: OttuSettings,
  { amount }: Shown['order'],
  reason: UnavailableReason,
): MethodOffer[] {
  return pgCodes.map((code) => ({
    ...PLAIN,
    code,
    name: code,
    icon: null,
    description: null,
    fee: null,
    feeDescription: null,
    total: amount,
    sandbox: false,
    canSaveCard: false,
    unavailableReason: reason,
  }));
}
