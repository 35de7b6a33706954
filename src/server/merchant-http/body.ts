import { z } from 'zod';
import { SESSION_STATES } from '../../contract/payment-session.js';
import { isSecure, parseUrl } from '../web-url.js';

/**
 * What the merchant's server sends. A property that is not known is refused: a misspelt one would
 * otherwise change nothing, silently.
 */

const text = z.string().min(1).max(1000);

/** A decimal string. Whether it has too many decimals depends on the currency. */
export const Decimal = z
  .string({ error: 'give a decimal string, such as "14.000"' })
  .regex(/^\d{1,18}(\.\d{1,6})?$/, 'give a decimal string, such as "14.000"');

const Currency = z.string().regex(/^[A-Z]{3}$/, 'give an ISO 4217 code, such as "KWD"');

const instant = z.iso.datetime({ offset: true, error: 'give an ISO 8601 time with its zone' });

const pageUrl = z.string().refine((given) => {
  const url = parseUrl(given);
  return url !== null && isSecure(url);
}, 'give an absolute https URL (http on loopback)');

const Address = z.strictObject({
  line1: text,
  line2: text.optional(),
  city: text,
  state: text.optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'give an ISO 3166-1 code, such as "KW"'),
  postal_code: text.optional(),
});
export type AddressBody = z.output<typeof Address>;

const Customer = z.strictObject({
  id: text.optional(),
  first_name: text.optional(),
  last_name: text.optional(),
  email: z.email().optional(),
  phone: text.optional(),
  billing_address: Address.optional(),
  shipping_address: Address.optional(),
});
export type CustomerBody = z.output<typeof Customer>;

/** A URL on one of `assets.hosts`, or the name of one of `assets.files`. */
const Image = z.union([z.url(), z.strictObject({ file: text })]);

const Item = z.strictObject({
  name: text,
  quantity: z.number().positive(),
  total: Decimal,
  image: Image.optional(),
});

const Order = z.strictObject({
  description: text.optional(),
  merchant_name: text.optional(),
  merchant_logo: Image.optional(),
  items: z.array(Item).max(500).optional(),
  subtotal: Decimal.optional(),
  discount: Decimal.optional(),
  shipping: Decimal.optional(),
  tax: Decimal.optional(),
});
export type OrderBody = z.output<typeof Order>;

const label = z.string().min(1).max(200);

const changeable = {
  reference: text.optional(),
  /** Replaced as a whole by an update. */
  order: Order.optional(),
  customer: Customer.optional(),
  /** BCP 47. */
  language: text.optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  due_at: instant.optional(),
  /** Null: never. */
  expires_at: instant.nullable().optional(),
  /** What the shopper has to accept. Null: nothing. */
  terms: z.strictObject({ name: label.optional(), url: pageUrl }).nullable().optional(),
  attachment: z.strictObject({ name: label, url: pageUrl }).nullable().optional(),
  /** The code of a method as the page has it. */
  default_payment_method: text.nullable().optional(),
};

/** `POST /merchant/sessions`. */
export const NewSessionBody = z.strictObject({
  amount: Decimal,
  currency: Currency,
  ...changeable,
  return_url: pageUrl.optional(),
  cancel_url: pageUrl.optional(),
  gateways: z.array(text).min(1).optional(),
});
export type NewSessionBody = z.output<typeof NewSessionBody>;

/** `PATCH /merchant/sessions/{session_id}`. Without a currency the session keeps its own. */
export const SessionUpdateBody = z.strictObject({
  amount: Decimal.optional(),
  currency: Currency.optional(),
  ...changeable,
});
export type SessionUpdateBody = z.output<typeof SessionUpdateBody>;

/** `POST /merchant/token`. */
export const LoginBody = z.strictObject({ username: z.string(), password: z.string() });

/** `GET /merchant/sessions`. */
export const ListQuery = z.strictObject({
  state: z.enum(SESSION_STATES).optional(),
  reference: text.optional(),
  created_after: instant.optional(),
  created_before: instant.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: text.optional(),
});

/** `POST .../capture`. Without an amount: all that is left. */
export const CaptureBody = z.strictObject({
  amount: Decimal.optional(),
  currency: Currency.optional(),
});

/** `POST .../refund`. */
export const RefundBody = CaptureBody.extend({ reason: z.string().min(1).max(255).optional() });

/** `POST .../operations/{operation_id}/settle`: what the merchant found at the provider. */
export const SettleBody = z.strictObject({ outcome: z.enum(['done', 'refused']) });

/** `POST .../cancel` and other orders that say nothing more. */
export const EmptyBody = z.strictObject({});
