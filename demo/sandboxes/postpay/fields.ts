import { z } from 'zod';
import { COUNTRIES } from '../kit/countries.js';
import { CURRENCIES } from '../kit/money.js';
import { webUrl } from '../kit/web-url.js';

const text = z.string().trim().min(1);
const url = webUrl('Enter a valid URL.');
/** Hundredths, whatever the currency: the documentation calls it Decimal and writes integers. */
const amount = z.int().min(0);
const country = z.string().refine((value) => COUNTRIES.has(value), {
  error: 'Enter an ISO 3166 alpha-2 country code.',
});
const currency = z.string().refine((value) => CURRENCIES.includes(value), {
  error: 'Enter an ISO 4217 currency code.',
});
/** An optional field may also be null or blank. */
const optionalText = z.string().nullish();
const moment = z.iso.datetime({ offset: true });

const Address = z.object({
  first_name: text,
  last_name: text,
  phone: optionalText,
  alt_phone: optionalText,
  line1: text,
  line2: optionalText,
  city: text,
  state: optionalText,
  country,
  postal_code: text,
});
export type Address = z.infer<typeof Address>;

const Shipping = z.object({ id: optionalText, name: text, amount, address: Address });

const Customer = z.object({
  id: optionalText,
  email: z.email(),
  first_name: optionalText,
  last_name: optionalText,
  gender: z.enum(['male', 'female', 'other']).nullish(),
  account: z.enum(['new', 'existing', 'guest']).nullish(),
  date_of_birth: z.iso.date().nullish(),
  date_joined: moment.nullish(),
  default_address: Address.nullish(),
});

const Item = z.object({
  reference: text,
  name: text,
  description: optionalText,
  url,
  image_url: url.nullish(),
  unit_price: amount,
  qty: z.int().min(1),
});

const Discount = z.object({ code: text, name: optionalText, amount });

/** `POST /checkouts` where goods need no shipping. */
export const UnshippedCheckout = z.object({
  order_id: text,
  total_amount: z.int().min(1),
  tax_amount: amount,
  currency,
  num_instalments: z.int().min(1).nullish(),
  shipping: Shipping.nullish(),
  billing_address: Address.nullish(),
  customer: Customer,
  items: z.array(Item).min(1),
  discounts: z.array(Discount).nullish(),
  merchant: z.object({ confirmation_url: url, cancel_url: url }).nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type CheckoutRequest = z.infer<typeof UnshippedCheckout>;

/** `POST /checkouts` as documented. */
export const ShippedCheckout = UnshippedCheckout.extend({ shipping: Shipping });

/** `POST /orders/{order_id}/refunds`. */
export const RefundRequest = z.object({
  refund_id: text,
  amount: z.int().min(1).nullish(),
  description: optionalText,
});
export type RefundRequest = z.infer<typeof RefundRequest>;

export const HookEvent = z.enum(['order', 'transaction']);
export type HookEvent = z.infer<typeof HookEvent>;

/** `POST /hooks`. */
export const HookRequest = z.object({
  events: z.array(HookEvent).min(1),
  url,
  secret: text,
  active: z.boolean().optional(),
});
export type HookRequest = z.infer<typeof HookRequest>;

/** `PATCH /hooks/{hook_id}`. */
export const HookEdit = HookRequest.partial();
