import { Money } from '../../contract/money.js';
import type { OrderItem, OrderSummary } from '../../contract/payment-session.js';
import type { NewImage, NewOrder, NewOrderItem } from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import { isZeroMoney, toMinorUnits } from '../money.js';
import { isSecure, parseUrl } from '../web-url.js';
import type { Context } from './context.js';

/** What merchants hand in, checked. Each throws `invalid_request` and says what to give. */

/** The order as it is kept, its pictures as assets of ours. */
export async function toSummary(
  context: Context,
  order: NewOrder,
  reference: string | null,
): Promise<OrderSummary> {
  return {
    reference,
    description: order.description ?? null,
    merchant_name: order.merchant_name ?? null,
    items: await Promise.all((order.items ?? []).map((item) => toItem(context, item))),
    subtotal: order.subtotal ?? null,
    discount: order.discount ?? null,
    shipping: order.shipping ?? null,
    tax: order.tax ?? null,
    merchant_logo: await toImage(context, order.merchant_logo),
  };
}

async function toItem(
  context: Context,
  { name, quantity, total, image }: NewOrderItem,
): Promise<OrderItem> {
  return { name, quantity, total: checkMoney(total), image: await toImage(context, image) };
}

async function toImage({ assets }: Context, image: NewImage | undefined): Promise<string | null> {
  if (image === undefined) return null;
  const source = typeof image === 'string' ? { url: image } : { file: image.file };
  return assets.register({ kind: 'merchant', ...source });
}

/** No more decimals than the currency has (ISO 4217): nothing is ever rounded. */
function checkMoney(money: Money): Money {
  if (Money.safeParse(money).success && toMinorUnits(money) !== null) return money;
  throw invalid('amount', 'a decimal string and an ISO 4217 code, such as "14.000" and "KWD"');
}

export function checkAmount(money: Money): Money {
  if (!isZeroMoney(checkMoney(money))) return money;
  throw invalid('amount', 'more than zero');
}

export function instant(text: string | null | undefined, field: string): string | null {
  if (text === undefined || text === null) return null;
  const ms = Date.parse(text);
  const time = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  // Years of more or fewer digits do not compare as strings, and no database has a year 0.
  if (/^(?!0000)\d{4}-/.test(time)) return time;
  throw invalid(field, 'an ISO 8601 time in UTC, of a year from 1 to 9999');
}

export function checkUrl(text: string | undefined, field: string): string | null {
  if (text === undefined) return null;
  const url = parseUrl(text);
  if (!url || !isSecure(url)) throw invalid(field, 'an absolute https URL (http on loopback)');
  return url.href;
}

export function checkGateways(
  wanted: readonly string[] | undefined,
  known: readonly string[],
): readonly string[] {
  const unknown = wanted?.find((code) => !known.includes(code));
  if (unknown !== undefined) throw invalid('gateways', `some of ${known.join(', ')}`);
  return wanted ?? known;
}

export function invalid(field: string, remedy: string): CheckoutError {
  return new CheckoutError('invalid_request', `${field}: give ${remedy}.`);
}
