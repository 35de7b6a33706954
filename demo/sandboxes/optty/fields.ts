import { z } from 'zod';
import { CURRENCIES, decimalsOf, exponentOf } from '../kit/money.js';

const text = z.string().trim().min(1);

/** Major units, as a JSON number. */
const money = z.number().refine((value) => /^\d{1,12}(?:\.\d+)?$/.test(String(value)), {
  error: 'must be a positive number',
  abort: true,
});

/** The page's example of an item; its table says that an item is a text, so both are taken. */
const Item = z.union(
  [
    text,
    z.object({
      itemName: text,
      sku: text.optional(),
      quantity: z.number().min(0),
      price: z.number(),
      saveForFutureRef: z.boolean().optional(),
      isTaxApplied: z.boolean().optional(),
      appliedTaxes: z
        .array(z.object({ taxName: text, taxRate: z.number(), taxAmount: z.number() }))
        .optional(),
    }),
  ],
  { error: 'must be an item' },
);

/** `POST /custom/hpp`. */
export const LinkRequest = z
  .object({
    email: z.email({
      error: (issue) => (issue.code === 'invalid_format' ? 'must be an email' : undefined),
    }),
    price: money,
    phoneNumber: text,
    description: text,
    currency: z
      .string()
      .refine((value) => CURRENCIES.includes(value), { error: 'must be an ISO 4217 code' }),
    invoiceNumber: text,
    referenceName: text,
    dueDate: z
      .string()
      .refine((value) => /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)), {
        error: 'must be a valid ISO 8601 date string',
      }),
    subTotal: money,
    taxAmount: money,
    enableTipping: z.boolean(),
    items: z.array(Item),
    accountCode: text.optional(),
    hideTax: z.boolean().optional(),
    emailCustomer: z.boolean().optional(),
  })
  .superRefine(({ price, subTotal, taxAmount, currency }, refinement) => {
    if (price <= 0)
      refinement.addIssue({ code: 'custom', path: ['price'], message: 'must be above 0' });
    for (const [name, value] of Object.entries({ price, subTotal, taxAmount })) {
      if (decimalsOf(String(value)) <= exponentOf(currency)) continue;
      const message = `must have at most ${exponentOf(currency)} decimals`;
      refinement.addIssue({ code: 'custom', path: [name], message });
    }
  });
export type LinkRequest = z.infer<typeof LinkRequest>;

/** `POST /token`, form-urlencoded; any other field is let be. */
export const TokenRequest = z.object({
  client_id: text,
  client_secret: text,
  grant_type: z.enum(['client_credentials']),
  scope: z.enum(['merchant', 'api-user']),
});

/** The call that refunds or cancels. */
export const InvoiceRequest = z.object({ invoiceNumber: text });
