import { z } from 'zod';

/** What Postpay answers, as seed 004 writes it. Numbers arrive as text (see `parseExactly`). */

const toInteger = (text: string): number => Number(text.replace(/\.0*$/, ''));

/** The documentation says Decimal and writes integers: hundredths of any currency. */
const amount = z
  .string()
  .regex(/^\d{1,15}(\.0*)?$/)
  .transform(toInteger);

/** A settlement may take something away. */
const signedAmount = z
  .string()
  .regex(/^-?\d{1,15}(\.0*)?$/)
  .transform(toInteger);

const integer = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);
const text = z.string().nullish();

/** A part that is not as documented is left out: it must not stand between a payment and its proof. */
const part = <T extends z.ZodType>(schema: T) => z.optional(schema).catch(undefined);

const Address = z.object({
  first_name: text,
  last_name: text,
  phone: text,
  alt_phone: text,
  line1: text,
  line2: text,
  city: text,
  state: text,
  country: text,
  postal_code: text,
});

const Shipping = z.object({ id: text, name: text, amount, address: Address });

const Customer = z.object({
  id: text,
  email: text,
  first_name: text,
  last_name: text,
  gender: text,
  account: text,
  date_of_birth: text,
  date_joined: text,
  default_address: Address.nullish(),
});

const Item = z.object({
  reference: text,
  name: text,
  description: text,
  url: text,
  image_url: text,
  unit_price: amount,
  qty: integer,
});

const Discount = z.object({ code: text, name: text, amount });

/** The answer to a checkout. `expires` is an ISO 8601 time. */
export const PostpayLink = z.object({
  token: z.string().min(1),
  expires: z.string(),
  redirect_url: z.string().min(1),
});
export type PostpayLink = z.infer<typeof PostpayLink>;

/** `status` is one of `PostpayOrderStatus`, or one that Postpay has added since. */
export const PostpayOrderSummary = z.object({
  order_id: z.string().min(1),
  status: z.string().min(1),
  status_changed: z.string(),
  total_amount: amount,
  tax_amount: amount,
  currency: z.string(),
  created: z.string(),
});
export type PostpayOrderSummary = z.infer<typeof PostpayOrderSummary>;

export const PostpayOrder = PostpayOrderSummary.extend({
  shipping: part(Shipping),
  billing_address: part(Address),
  customer: part(Customer),
  items: part(z.array(Item)),
  discounts: part(z.array(Discount)),
});
export type PostpayOrder = z.infer<typeof PostpayOrder>;

export const PostpayRefund = z.object({
  refund_id: z.string().min(1),
  amount,
  full: z.boolean(),
  description: z.string().nullish(),
  created: z.string(),
});
export type PostpayRefund = z.infer<typeof PostpayRefund>;

/** A line of the settlement; `type` is `order`, `refund`, `instalment` or `regularization`. */
export const PostpayTransaction = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  currency: z.string(),
  amount: signedAmount,
  fee_amount: signedAmount,
  /** Ten-thousandths: 450 is 4.5 %. */
  fee_rate: signedAmount,
  fee_tax_rate: signedAmount,
  /** What is paid out: the amount less the fees and their tax. */
  total_amount: signedAmount,
  description: z.string().nullish(),
  created: z.string(),
  /** When it was paid to the merchant; null before that. */
  paid: z.string().nullish(),
  order: PostpayOrderSummary,
});
export type PostpayTransaction = z.infer<typeof PostpayTransaction>;

/** The secret of a hook is never shown. */
export const PostpayHook = z.object({
  id: z.string().min(1),
  active: z.boolean(),
  events: z.array(z.string()),
  url: z.string(),
  /** The last delivery: `unused` before the first. `code` is the HTTP status of its answer. */
  last_response: z.object({ code: integer.nullish(), status: z.string() }),
  created: z.string(),
  modified: z.string(),
});
export type PostpayHook = z.infer<typeof PostpayHook>;

/** One page of a list. `count` is that of all rows that match. */
export interface PostpayPage<T> {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly T[];
}

const link = z
  .string()
  .nullish()
  .transform((url) => url ?? null);

export const pageOf = <T>(row: z.ZodType<T>): z.ZodType<PostpayPage<T>> =>
  z.object({ count: integer, next: link, previous: link, results: z.array(row) });
