import { z } from 'zod';
import { shopperUrl } from '../shopper-url.js';
import { AccessToken } from '../token-source.js';

/** What is sent to and read from Optty: seed 000, and the fields of its public documentation. */

const given = z.string().min(1);
/** Major units. Give a number whose JSON text is exact: 99.99, never the result of a sum of floats. */
const amount = z.number().min(0);

/** One position. Optty's schema says text, its example shows an object: both are taken. */
export const OpttyItem = z.object({
  itemName: given,
  sku: z.string().optional(),
  quantity: z.number().min(0),
  price: amount,
  saveForFutureRef: z.boolean().optional(),
  isTaxApplied: z.boolean().optional(),
  appliedTaxes: z
    .array(z.object({ taxName: given, taxRate: z.number(), taxAmount: amount }))
    .optional(),
});
export type OpttyItem = z.infer<typeof OpttyItem>;

/** The body of `POST /custom/hpp`. */
export const OpttyCreate = z.object({
  /** Unique for ever: the seed generates one per call. Webhooks quote it. */
  invoiceNumber: given,
  email: z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  price: amount.positive(),
  phoneNumber: given,
  description: given,
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  referenceName: given,
  /** ISO 8601. */
  dueDate: z.iso.datetime({ offset: true }),
  subTotal: amount,
  taxAmount: amount,
  enableTipping: z.boolean(),
  items: z.array(z.union([given, OpttyItem])),
  accountCode: given.optional(),
  hideTax: z.boolean().optional(),
  /** Whether Optty mails the link to the customer; it does unless this is false. */
  emailCustomer: z.boolean().optional(),
});
export type OpttyCreate = z.infer<typeof OpttyCreate>;

const text = z.string().nullish();

/** The whole answer to a login; `expires_in` in seconds. Numbers arrive as text. */
export const OpttyToken = AccessToken.extend({ token_type: text, scope: text });
export type OpttyToken = z.infer<typeof OpttyToken>;

/**
 * A new payment link. Which field holds it is not documented: `link` is that of an earlier answer,
 * the others are tolerated. An answer without a usable one is no answer.
 */
export const OpttyLink = z
  .object({
    link: text,
    url: text,
    paymentLink: text,
    redirectUrl: text,
    status: text,
    orderReferenceId: text,
    invoiceNumber: text,
    QRCodeImgUrl: text,
  })
  .transform(({ link, url, paymentLink, redirectUrl, ...rest }, context) => {
    const usable = [link, url, paymentLink, redirectUrl]
      .map(shopperUrl)
      .find((one) => one !== null);
    if (usable != null) return { ...rest, link: usable };
    context.addIssue({ code: 'custom', path: ['link'], message: 'give an https URL' });
    return z.NEVER;
  });
export type OpttyLink = z.infer<typeof OpttyLink>;

/** What the call that refunds or cancels has done. None of its fields is documented. */
export const OpttyRefundOrCancel = z.object({
  invoiceNumber: text,
  action: text,
  status: text,
  refundReference: text,
  refundStatus: text,
  refundedAmount: text,
});
export type OpttyRefundOrCancel = z.infer<typeof OpttyRefundOrCancel>;

const OpttyError = z.object({
  statusCode: text,
  message: z.union([z.string(), z.array(z.string())]).nullish(),
  error: text,
});

/** What a refusal says; null for an answer that is none. */
export function explainOptty(body: unknown): string | null {
  const parsed = OpttyError.safeParse(body);
  if (!parsed.success) return null;
  const { message, error } = parsed.data;
  return (Array.isArray(message) ? message.join('; ') : message) ?? error ?? null;
}

/** Optty's own name of an error, such as `Conflict`. */
export function codeInOptty(body: unknown): string | null {
  const parsed = OpttyError.safeParse(body);
  return parsed.success ? (parsed.data.error ?? null) : null;
}
