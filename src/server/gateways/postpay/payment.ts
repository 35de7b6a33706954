import { scaledPrice, type Price } from '../amount.js';
import { knownCountry } from '../country.js';
import { defined, fitting, fittingEmail } from '../fields.js';
import type { StartInput } from '../gateway.js';
import { acceptedPrice } from '../hosted-page.js';
import type { Address, Customer, OrderFacts } from '../order-facts.js';
import { DIGITS, goodsOf } from './goods.js';
import type { PostpayDetails, PostpaySettings } from './options.js';
import type { PostpayAddress, PostpayCheckout, PostpayCustomer } from './requests.js';

/** Postpay names no lengths for its texts; more than this is no name and no street. */
const MAX = 255;

type Facts = Pick<StartInput, 'order' | 'customer'> & Partial<Pick<StartInput, 'instalments'>>;

/** A checkout that lacks only its number and the way back. */
export type Draft = Omit<PostpayCheckout, 'order_id' | 'merchant'>;

/**
 * The checkout of an order, or why Postpay cannot take it. `not_eligible`: something that Postpay
 * requires is not known (the customer's e-mail address; where to ship to).
 */
export function draftOf(settings: PostpaySettings, facts: Facts): Price<Draft> {
  const { order, customer, instalments = null } = facts;
  const price = acceptedPrice(settings, order.amount, (amount) => scaledPrice(amount, DIGITS));
  if (!price.ok) return price;
  const details = settings.details?.(order, customer) ?? {};
  const contact = contactOf(customer, details);
  const address = shippingAddress(settings, customer);
  if (contact === null || (settings.shippingRequired && address === undefined)) {
    return { ok: false, reason: 'not_eligible' };
  }
  return {
    ok: true,
    value: bodyOf(settings, order, customer, {
      ...{ total: price.value, details, contact, address },
      instalments: instalments ?? settings.numInstalments,
    }),
  };
}

interface Known {
  /** Hundredths. */
  readonly total: number;
  readonly details: PostpayDetails;
  readonly contact: PostpayCustomer;
  readonly address: PostpayAddress | undefined;
  readonly instalments: number | undefined;
}

function bodyOf(
  settings: PostpaySettings,
  order: OrderFacts,
  customer: Customer | null,
  { total, details, contact, address, instalments }: Known,
): Draft {
  const { shopUrl, shippingName } = settings;
  const shipped = address !== undefined;
  const { items, shipping, tax, discount } = goodsOf(order, { total, shopUrl, shipped });
  const way = { name: shippingName, ...details.shipping, amount: shipping };
  const { reference } = order.summary;
  return {
    total_amount: total,
    tax_amount: tax,
    currency: order.amount.currency,
    customer: contact,
    items: details.items ?? items,
    ...defined({
      num_instalments: details.num_instalments ?? instalments,
      shipping: address && { ...way, address },
      billing_address: addressOf(settings, customer, customer?.billingAddress),
      discounts:
        details.discounts ??
        (discount > 0 ? [{ code: 'discount', name: 'Discount', amount: discount }] : undefined),
      metadata: details.metadata ?? (reference === null ? undefined : { reference }),
    }),
  };
}

function contactOf(customer: Customer | null, details: PostpayDetails): PostpayCustomer | null {
  const email = details.customer?.email ?? fittingEmail(customer?.email, MAX);
  if (email === undefined) return null;
  const own = defined({
    id: fitting(customer?.id, MAX),
    first_name: fitting(customer?.firstName, MAX),
    last_name: fitting(customer?.lastName, MAX),
  });
  return { ...own, ...details.customer, email };
}

/** Where there is nothing else to go by, it is shipped to where the bill goes. */
function shippingAddress(
  settings: PostpaySettings,
  customer: Customer | null,
): PostpayAddress | undefined {
  const billing = settings.shippingRequired ? customer?.billingAddress : undefined;
  return addressOf(settings, customer, customer?.shippingAddress ?? billing);
}

/** An address with all that Postpay requires of one; a part of one is none. */
function addressOf(
  { postalCode }: PostpaySettings,
  customer: Customer | null,
  address: Address | undefined,
): PostpayAddress | undefined {
  const first_name = fitting(customer?.firstName, MAX);
  const last_name = fitting(customer?.lastName, MAX);
  const line1 = fitting(address?.line1, MAX);
  const city = fitting(address?.city, MAX);
  const country = knownCountry(address?.country);
  if (!first_name || !last_name || !line1 || !city || !country) return undefined;
  return {
    first_name,
    last_name,
    line1,
    city,
    country,
    postal_code: fitting(address?.postalCode, 32) ?? postalCode,
    ...defined({
      phone: fitting(customer?.phone, 32),
      line2: fitting(address?.line2, MAX),
      state: fitting(address?.state, MAX),
    }),
  };
}
