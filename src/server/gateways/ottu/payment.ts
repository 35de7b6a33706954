import type { Money } from '../../../contract/money.js';
import { compareMoney, decimalPrice, type Price } from '../amount.js';
import { knownCountry } from '../country.js';
import { defined, fitting, fittingEmail } from '../fields.js';
import type { ListInput } from '../gateway.js';
import type { Address, Customer, OrderFacts } from '../order-facts.js';
import type { OttuSettings } from './options.js';
import type { OttuAddress, OttuNotifications, OttuShippingAddress } from './fields.js';
import type { OttuCreate, OttuUpdate } from './request.js';
import { LEAST } from './rules.js';

/** The order amount as Ottu wants it: a decimal string with the digits of the currency. */
export function priceOf(amount: Money): Price<string> {
  const tooLow = compareMoney(amount, { value: LEAST, currency: amount.currency }) < 0;
  return tooLow ? { ok: false, reason: 'amount_too_low' } : decimalPrice(amount);
}

type Input = Pick<ListInput, 'order' | 'customer' | 'providerSession' | 'urls'>;

/**
 * The body that opens a payment. Limits are those of seed 003; an optional field that Ottu would
 * refuse is left out, so that an odd address never stands between the shopper and paying.
 * `amount` is the order amount with the digits of its currency.
 */
export function createBody(settings: OttuSettings, input: Input, amount: string): OttuCreate {
  const { order, customer, providerSession } = input;
  const contact = {
    customer_email: emailOf(customer),
    customer_phone: fitting(customer?.phone, 16),
  };
  return {
    type: settings.type,
    pg_codes: settings.pgCodes,
    ...updateBody(input, amount),
    amount,
    currency_code: order.amount.currency,
    order_no: providerSession.reference,
    ...defined({
      ...contact,
      customer_id: customerIdOf(customer),
      customer_first_name: fitting(customer?.firstName, 64),
      customer_last_name: fitting(customer?.lastName, 64),
      billing_address: addressOf(customer?.billingAddress),
      shipping_address: shippingOf(customer),
      due_datetime: dueOf(order),
      expiration_time: settings.expirationTime,
      vendor_name: settings.vendorName,
      product_type: settings.productType,
      notifications: notificationsFor(settings.notifications, contact),
    }),
  };
}

/** What every start makes current: the amount, and where this attempt comes back to. */
export function updateBody(
  { order, urls }: Input,
  amount: string,
): Omit<OttuUpdate, 'type' | 'pg_codes'> {
  return {
    amount,
    currency_code: order.amount.currency,
    redirect_url: urls.returnUrl('done'),
    webhook_url: urls.webhookUrl,
    ...defined({ language: languageOf(order.language) }),
  };
}

/** Ottu speaks English and Arabic; for anything else it uses its default. */
function languageOf(tag: string | null): 'en' | 'ar' | undefined {
  const language = tag?.toLowerCase().split('-')[0];
  return language === 'ar' || language === 'en' ? language : undefined;
}

/** To this id Ottu ties saved cards; an id that does not fit ties none. */
export const customerIdOf = (customer: Customer | null): string | undefined =>
  fitting(customer?.id, 64);

const emailOf = (customer: Customer | null): string | undefined =>
  fittingEmail(customer?.email, 128);

function addressOf(address: Address | undefined): OttuAddress | undefined {
  const line1 = fitting(address?.line1, 128);
  const city = fitting(address?.city, 40);
  const country = knownCountry(address?.country);
  if (!line1 || !city || !country) return undefined;
  return {
    line1,
    city,
    country,
    ...defined({
      line2: fitting(address?.line2, 128),
      state: fitting(address?.state, 40),
      postal_code: fitting(address?.postalCode, 12),
    }),
  };
}

/** A shipping address is taken whole only: with the recipient's name, e-mail and phone. */
function shippingOf(customer: Customer | null): OttuShippingAddress | undefined {
  const address = addressOf(customer?.shippingAddress);
  const first_name = fitting(customer?.firstName, 64);
  const last_name = fitting(customer?.lastName, 64);
  const email = emailOf(customer);
  const phone = fitting(customer?.phone, 16);
  if (!address || !first_name || !last_name || !email || !phone) return undefined;
  return { ...address, first_name, last_name, email, phone };
}

/** `DD/MM/YYYY hh:mm` in UTC. Informational: it ends nothing. */
function dueOf({ dueAt }: OrderFacts): string | undefined {
  const due = new Date(dueAt ?? '');
  if (Number.isNaN(due.getTime())) return undefined;
  const [date = '', time = ''] = due.toISOString().split('T');
  return `${date.split('-').toReversed().join('/')} ${time.slice(0, 5)}`;
}

/** Ottu demands the contact of every channel that is asked for. */
function notificationsFor(
  wanted: OttuNotifications | undefined,
  contact: { customer_email: string | undefined; customer_phone: string | undefined },
): OttuNotifications | undefined {
  const email = contact.customer_email === undefined ? undefined : wanted?.email;
  const sms = contact.customer_phone === undefined ? undefined : wanted?.sms;
  return email || sms ? defined({ email, sms }) : undefined;
}
