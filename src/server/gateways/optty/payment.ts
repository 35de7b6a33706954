import type { Money } from '../../../contract/money.js';
import type { OrderItem } from '../../../contract/payment-session.js';
import {
  compareMoney,
  minorPrice,
  numberPrice,
  readMinor,
  subtractMoney,
  type Price,
} from '../amount.js';
import { fitting, fittingEmail } from '../fields.js';
import type { StartInput } from '../gateway.js';
import { acceptedPrice } from '../hosted-page.js';
import type { Customer, OrderFacts } from '../order-facts.js';
import type { OpttySettings } from './options.js';
import type { OpttyCreate, OpttyItem } from './wire.js';

/** The order amount as Optty wants it: a JSON number of major units. */
export const priceOf = (
  settings: OpttySettings,
  { amount }: Pick<OrderFacts, 'amount'>,
): Price<number> => acceptedPrice(settings, amount, numberPrice);

/** Optty names no lengths for its texts; more than this is no name and no description. */
const MAX = 255;

/** How Optty can reach the customer: it demands both. Null when one is missing or malformed. */
export function contactOf(
  customer: Customer | null,
): Pick<OpttyCreate, 'email' | 'phoneNumber'> | null {
  const email = fittingEmail(customer?.email, MAX);
  const phoneNumber = fitting(customer?.phone, 32);
  return email !== undefined && phoneNumber !== undefined ? { email, phoneNumber } : null;
}

/** Refused by the client before anything is sent. */
const NO_CONTACT = { email: '', phoneNumber: '' };

/**
 * The invoice number of the n-th link for one reference. There is a second one only where the
 * answer of the first was lost: Optty takes no number twice. A reference holds no point.
 */
export const invoiceNumberOf = (reference: string, n: number): string =>
  n === 1 ? reference : `${reference}.${n}`;

export const referenceOf = (invoiceNumber: string): string => invoiceNumber.replace(/\.\d+$/, '');

/**
 * The body that opens a payment link. `price` is the order amount in major units. The customer is
 * one with a contact (see `contactOf`).
 */
export function createBody(
  settings: OpttySettings,
  { order, customer, providerSession: { reference } }: StartInput,
  price: number,
): Omit<OpttyCreate, 'invoiceNumber'> {
  const { accountCode, hideTax } = settings;
  const { summary } = order;
  return {
    ...(contactOf(customer) ?? NO_CONTACT),
    price,
    ...taxOf(order, price),
    description: fitting(summary.description, MAX) ?? fitting(summary.reference, MAX) ?? reference,
    currency: order.amount.currency,
    referenceName: fitting(settings.referenceName(order), MAX) ?? reference,
    dueDate: dueDate(settings, order),
    enableTipping: settings.tipping,
    items: itemsOf(order, price),
    // A link in a mail would outlive the attempt that it belongs to.
    emailCustomer: false,
    ...(accountCode !== undefined && { accountCode }),
    ...(hideTax !== undefined && { hideTax }),
  };
}

/** So long the link is wanted; never longer than the session. ISO 8601 UTC. */
function dueDate({ now, dueInMs }: OpttySettings, { expiresAt }: OrderFacts): string {
  const due = new Date(now() + dueInMs).toISOString();
  return expiresAt !== null && expiresAt < due ? expiresAt : due;
}

/** `subTotal` and `taxAmount` always make the price; a tax that cannot be part of it is left out. */
function taxOf(
  { amount, summary: { tax } }: OrderFacts,
  price: number,
): Pick<OpttyCreate, 'subTotal' | 'taxAmount'> {
  const none = { subTotal: price, taxAmount: 0 };
  if (tax?.currency !== amount.currency || compareMoney(tax, amount) >= 0) return none;
  const taxAmount = numberPrice(tax);
  const rest = subtractMoney(amount, tax);
  const subTotal = rest && numberPrice(rest);
  return taxAmount.ok && subTotal?.ok
    ? { subTotal: subTotal.value, taxAmount: taxAmount.value }
    : none;
}

/** The lines of the order as Optty lists them; an order without lines is one of its own. */
function itemsOf({ amount, summary }: OrderFacts, price: number): OpttyItem[] {
  const lines = summary.items.flatMap((item) => lineOf(item, amount.currency));
  if (lines.length > 0 && lines.length === summary.items.length) return lines;
  const itemName = fitting(summary.description, MAX) ?? fitting(summary.reference, MAX) ?? 'Order';
  return [{ itemName, quantity: 1, price }];
}

/** One line, or none when Optty could not be told its total exactly. */
function lineOf({ name, quantity, total }: OrderItem, currency: string): OpttyItem[] {
  const itemName = fitting(name, MAX);
  if (itemName === undefined || total.currency !== currency) return [];
  const unit = Number.isInteger(quantity) && quantity > 1 ? unitPrice(total, quantity) : null;
  if (unit !== null) return [{ itemName, quantity, price: unit }];
  const whole = numberPrice(total);
  if (!whole.ok) return [];
  return [
    {
      itemName: quantity === 1 ? itemName : `${quantity} × ${itemName}`,
      quantity: 1,
      price: whole.value,
    },
  ];
}

/** What one piece costs; null when the total cannot be divided exactly. */
function unitPrice(total: Money, quantity: number): number | null {
  const price = minorPrice(total);
  if (!price.ok || price.value % quantity !== 0) return null;
  const unit = readMinor(String(price.value / quantity), total.currency);
  const major = unit && numberPrice(unit);
  return major?.ok ? major.value : null;
}
