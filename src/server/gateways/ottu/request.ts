import { z } from 'zod';
import {
  amount,
  date,
  due,
  duration,
  email,
  OttuAddress,
  OttuNotifications,
  OttuShippingAddress,
  Plugin,
  text,
  url,
} from './fields.js';
import { checkCreate, checkUpdate } from './rules.js';

/** What a create, a PATCH and a PUT take: every request parameter of seed 003. */

/** What the payer agreed to for later payments. Only with `payment_type: auto_debit`. */
const Agreement = z.object({
  id: text().optional(),
  amount_variability: z.enum(['fixed', 'variable']).optional(),
  start_date: date.optional(),
  expiry_date: date.optional(),
  max_amount_per_cycle: amount.optional(),
  cycle_interval_days: z.int().min(1).optional(),
  total_cycles: z.int().min(1).optional(),
  frequency: z
    .enum([
      ...(['irregular', 'daily', 'weekly', 'monthly'] as const),
      ...(['quarterly', 'semi_annually', 'yearly', 'other'] as const),
    ])
    .optional(),
  /** Default `recurring`. With `unscheduled` the frequency is `irregular`. */
  type: z.enum(['recurring', 'unscheduled', 'other', 'event_based', 'installment']).optional(),
  seller: z
    .object({
      category_code: z
        .string()
        .regex(/^\d{4}$/, { error: 'use 4 digits' })
        .optional(),
      short_name: text().optional(),
      names: text().optional(),
    })
    .optional(),
  extra_params: z.record(z.string(), z.unknown()).optional(),
});

/** Pays at once and without a page: from a server only, with one code that supports it. */
const Instrument = z.object({
  instrument_type: z.enum(['apple_pay', 'google_pay', 'token']),
  /** Exactly as Apple or Google gave it; `{token}` of a saved card for `token`. */
  payload: z.record(z.string(), z.unknown()),
});
export type OttuInstrument = Readonly<z.infer<typeof Instrument>>;

const NAME_LENGTH = 100;
const EXTENSION = /\.(pdf|jpe?g|png|docx?|xlsx?|txt)$/i;

/** Sent along by multipart form data; for the customer's e-mails and the checkout page. */
const Attachment = z
  .custom<File>((value) => value instanceof File, { error: 'give a File' })
  .refine(({ name }) => name.length <= NAME_LENGTH, {
    error: `use a file name of at most ${NAME_LENGTH} characters`,
  })
  .refine(({ name }) => EXTENSION.test(name), {
    error: 'attach a PDF, JPEG, JPG, PNG, DOC, DOCX, XLS, XLSX or TXT file',
  });

const parameters = {
  type: Plugin,
  /** The payment gateways to choose from; a user of Basic authentication needs the permission. */
  pg_codes: z.array(text()).min(1).readonly(),
  /** Major units, at most the digits of the currency, at least 0.01, without fees. */
  amount,
  currency_code: z.string().regex(/^[A-Z]{3}$/, { error: 'give an ISO 4217 code' }),
  agreement: Agreement.readonly().optional(),
  attachment: Attachment.optional(),
  /** A file that Ottu has already. */
  attachment_upload_url: url.optional(),
  billing_address: OttuAddress.readonly().optional(),
  /** For direct payments only. `min_expiry_time`: days; Ottu's default for auto-debit is 30. */
  card_acceptance_criteria: z
    .object({
      min_expiry_time: z
        .string()
        .regex(/^\d+$/, { error: 'give a number of days as a text' })
        .optional(),
    })
    .readonly()
    .optional(),
  customer_birthdate: date.optional(),
  customer_email: email.max(128, { error: 'use at most 128 characters' }).optional(),
  customer_first_name: text(64).optional(),
  customer_id: text(64).optional(),
  customer_last_name: text(64).optional(),
  customer_phone: text(16).optional(),
  /** `DD/MM/YYYY hh:mm`, UTC. Informational: it ends nothing. */
  due_datetime: due.optional(),
  email_recipients: z.array(email).readonly().optional(),
  /** `DD HH:MM:SS`; Ottu's default is 24 hours. */
  expiration_time: duration.optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
  generate_qr_code: z.boolean().optional(),
  include_sdk_setup_preload: z.boolean().optional(),
  language: z.enum(['en', 'ar']).optional(),
  notifications: OttuNotifications.readonly().optional(),
  /** At most 37 characters where MPGS takes the payment. */
  order_no: text(128).optional(),
  /** `save_card` saves a card without taking money. */
  payment_type: z.enum(['one_off', 'auto_debit', 'save_card']).optional(),
  payment_instrument: Instrument.readonly().optional(),
  product_type: text(128).optional(),
  redirect_url: url.optional(),
  shipping_address: OttuShippingAddress.readonly().optional(),
  shortify_attachment_url: z.boolean().optional(),
  shortify_checkout_url: z.boolean().optional(),
  vendor_name: text(64).optional(),
  webhook_url: url.optional(),
};

const Parameters = z.object(parameters);
export type OttuCreate = Readonly<z.infer<typeof Parameters>>;
const Part = Parameters.partial();
/** A PATCH: any of the parameters; the others stay as they are. */
export type OttuUpdate = Readonly<z.infer<typeof Part>>;

/** The body of a create and of a PUT, which replaces everything. */
export const OttuCreate = Parameters.superRefine(checkCreate);
export const OttuUpdate = Part.superRefine(checkUpdate);
