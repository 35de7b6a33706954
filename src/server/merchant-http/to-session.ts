import type { Money } from '../../contract/money.js';
import type { NewOrder, NewSession, SessionUpdate } from '../checkout-types.js';
import { defined } from '../gateways/fields.js';
import type { Address, Customer } from '../gateways/order-facts.js';
import { exponentOf, isZeroMoney, toMinorUnits } from '../money.js';
import type {
  AddressBody,
  CustomerBody,
  NewSessionBody,
  OrderBody,
  SessionUpdateBody,
} from './body.js';
import { InvalidBody, type PropertyError } from './problem.js';

/** @throws {CheckoutError} `invalid_request`, naming the properties */
export function toNewSession(body: NewSessionBody, gateways: readonly string[]): NewSession {
  const { currency, return_url, cancel_url } = body;
  const amounts = amountsIn(currency);
  const session = {
    ...changesOf(body, amounts),
    amount: amounts.paid(body.amount),
    ...defined({ returnUrl: return_url, cancelUrl: cancel_url, gateways: body.gateways }),
  };
  const unknown = (body.gateways ?? []).flatMap((code, n) =>
    gateways.includes(code)
      ? []
      : [{ property: `gateways.${n}`, message: `give some of ${gateways.join(', ')}` }],
  );
  return checked(session, [...amounts.errors, ...unknown, ...unknownDefault(body, gateways)]);
}

/** Its gateway can be told now, its method only once the gateway is asked. */
function unknownDefault(
  { default_payment_method: code, gateways: wanted }: NewSessionBody,
  gateways: readonly string[],
): readonly PropertyError[] {
  const offered = wanted ?? gateways;
  if (code == null || offered.some((one) => code.startsWith(`${one}:`))) return [];
  const message = `give the code of a method: ${offered.map((one) => `${one}:…`).join(', ')}`;
  return [{ property: 'default_payment_method', message }];
}

/**
 * `currency`: that of the session, for an update that names none.
 * @throws {CheckoutError} `invalid_request`, naming the properties
 */
export function toUpdate(body: SessionUpdateBody, currency: string): SessionUpdate {
  const amounts = amountsIn(body.currency ?? currency);
  const update = {
    ...changesOf(body, amounts),
    ...(body.amount === undefined ? {} : { amount: amounts.paid(body.amount) }),
  };
  const lone = body.currency !== undefined && body.amount === undefined;
  const error = { property: 'amount', message: 'give it with the currency' };
  return checked(update, lone ? [...amounts.errors, error] : amounts.errors);
}

/**
 * The amount of an operation.
 * @throws {CheckoutError} `invalid_request`
 */
export function toAmount(value: string, currency: string): Money {
  const { errors, paid } = amountsIn(currency);
  return checked(paid(value), errors);
}

function checked<T>(value: T, errors: readonly PropertyError[]): T {
  if (errors.length > 0) throw new InvalidBody(errors);
  return value;
}

/** Turns the decimal strings of one body into amounts, and keeps what is wrong with them. */
function amountsIn(currency: string) {
  const digits = exponentOf(currency);
  const errors: PropertyError[] = [];
  if (digits === null) errors.push({ property: 'currency', message: 'give one to pay in' });
  const money = (property: string, value: string): Money => {
    const amount = { value, currency };
    if (digits !== null && toMinorUnits(amount) === null) {
      errors.push({ property, message: `${currency} has ${digits} decimals: give no more` });
    }
    return amount;
  };
  const paid = (value: string): Money => {
    const amount = money('amount', value);
    if (isZeroMoney(amount)) errors.push({ property: 'amount', message: 'give more than zero' });
    return amount;
  };
  return { errors, money, paid };
}

type Amounts = ReturnType<typeof amountsIn>;

const changesOf = (body: SessionUpdateBody, amounts: Amounts): Omit<SessionUpdate, 'amount'> =>
  defined({
    reference: body.reference,
    order: body.order && toOrder(body.order, amounts),
    customer: body.customer && toCustomer(body.customer),
    language: body.language,
    metadata: body.metadata,
    dueAt: body.due_at,
    expiresAt: body.expires_at,
    terms: body.terms && { url: body.terms.url, ...defined({ name: body.terms.name }) },
    attachment: body.attachment,
    defaultPaymentMethod: body.default_payment_method,
  });

function toOrder({ items, ...order }: OrderBody, { money }: Amounts): NewOrder {
  const part = (name: 'subtotal' | 'discount' | 'shipping' | 'tax'): Money | undefined => {
    const value = order[name];
    return value === undefined ? undefined : money(`order.${name}`, value);
  };
  return defined({
    description: order.description,
    merchant_name: order.merchant_name,
    merchant_logo: order.merchant_logo,
    items: items?.map(({ image, total, ...item }, n) => ({
      ...item,
      total: money(`order.items.${n}.total`, total),
      ...(image === undefined ? {} : { image }),
    })),
    subtotal: part('subtotal'),
    discount: part('discount'),
    shipping: part('shipping'),
    tax: part('tax'),
  });
}

const toCustomer = (customer: CustomerBody): Customer =>
  defined({
    id: customer.id,
    firstName: customer.first_name,
    lastName: customer.last_name,
    email: customer.email,
    phone: customer.phone,
    billingAddress: customer.billing_address && toAddress(customer.billing_address),
    shippingAddress: customer.shipping_address && toAddress(customer.shipping_address),
  });

const toAddress = ({ line1, line2, city, state, country, postal_code }: AddressBody): Address => ({
  line1,
  city,
  country,
  ...defined({ line2, state, postalCode: postal_code }),
});
