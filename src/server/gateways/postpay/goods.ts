import type { Money } from '../../../contract/money.js';
import type { OrderItem } from '../../../contract/payment-session.js';
import { isZeroMoney, scaledPrice } from '../amount.js';
import type { OrderFacts } from '../order-facts.js';
import type { PostpayItem } from './requests.js';

/** Postpay counts hundredths in every currency (public client), whatever ISO 4217 says. */
export const DIGITS = 2;

/** What an order is made of, in hundredths. Together they make its total, always. */
export interface Goods {
  readonly items: readonly PostpayItem[];
  readonly shipping: number;
  readonly tax: number;
  readonly discount: number;
}

/** Postpay has no names as long as this; a longer one is cut, since it has to have one. */
const MAX_NAME = 255;

/**
 * The order as Postpay wants it: items, shipping and tax less discounts make the total (its
 * example). An order that does not add up like that (prices with tax in them, parts that are not
 * told) is one line for what the other parts leave, so that no part is told wrongly.
 * @param shipped false when Postpay is told of no shipping: its price is a part of the goods then
 */
export function goodsOf(
  { summary, amount }: OrderFacts,
  { total, shopUrl, shipped }: { total: number; shopUrl: string; shipped: boolean },
): Goods {
  const shipping = shipped ? hundredths(summary.shipping, amount) : 0;
  const tax = hundredths(summary.tax, amount);
  const discount = hundredths(summary.discount, amount);
  const items = summary.items.map((item, at) => itemOf(item, at, amount, shopUrl));
  const sum = items.reduce((all, item) => all + item.unit_price * item.qty, 0);
  const given = { items, shipping, tax, discount };
  if (items.length > 0 && sum + shipping + tax - discount === total) return given;
  const rest = total - shipping - tax + discount;
  const line = lineOf({ summary, amount }, shopUrl);
  if (rest > 0) return { ...given, items: [{ ...line, unit_price: rest }] };
  return { items: [{ ...line, unit_price: total }], shipping: 0, tax: 0, discount: 0 };
}

/** NaN, which adds up to nothing, for what hundredths cannot express or another currency. */
function hundredths(money: Money | null, { currency }: Money): number {
  if (money === null || isZeroMoney(money)) return 0;
  const price = scaledPrice(money, DIGITS);
  return price.ok && money.currency === currency ? price.value : NaN;
}

function itemOf(item: OrderItem, at: number, amount: Money, url: string): PostpayItem {
  const { name, quantity } = item;
  const total = hundredths(item.total, amount);
  const whole = Number.isInteger(quantity) && quantity > 0 && total % quantity === 0;
  // A price that does not divide would be rounded; so many of it are one thing then.
  return {
    reference: `item-${at + 1}`,
    name: nameOf(whole ? name : `${quantity} × ${name}`),
    url,
    unit_price: whole ? total / quantity : total,
    qty: whole ? quantity : 1,
  };
}

function lineOf({ summary }: Pick<OrderFacts, 'summary' | 'amount'>, url: string) {
  const { reference, description, items, merchant_name } = summary;
  const names = items.map(({ name }) => name).join(', ');
  const name = nameOf(description ?? '') || nameOf(names) || nameOf(merchant_name ?? '');
  return { reference: reference ?? 'order', name: name || 'Order', url, qty: 1 };
}

const nameOf = (text: string): string => text.trim().slice(0, MAX_NAME);
