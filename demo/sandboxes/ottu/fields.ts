import { z } from 'zod';
import { CURRENCIES } from '../kit/money.js';
import { webUrl } from '../kit/web-url.js';
import { COUNTRIES } from '../kit/countries.js';
import { notAChoice } from './drf.js';

/** A text that may be left out, but not be blank. */
const text = (max?: number) => (max === undefined ? z.string().min(1) : z.string().min(1).max(max));
const matching = (pattern: RegExp, message: string) =>
  z.string().regex(pattern, { error: message });
const email = z.email({
  error: (issue) => (issue.code === 'invalid_format' ? 'Enter a valid email address.' : undefined),
});
const url = webUrl('Enter a valid URL.');

const date = z.iso.date({
  error: (issue) =>
    typeof issue.input === 'string'
      ? 'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'
      : undefined,
});

const DUE = /^(\d\d)\/(\d\d)\/(\d{4}) ([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
const due = z.string().refine(
  (value) => {
    const [, day = '', month = '', year = ''] = DUE.exec(value) ?? [];
    return date.safeParse(`${year}-${month}-${day}`).success;
  },
  { error: 'Datetime has wrong format. Use one of these formats instead: DD/MM/YYYY hh:mm.' },
);

const country = text(2).refine((value) => COUNTRIES.has(value), {
  error: (issue) => notAChoice(issue.input),
});

const place = {
  line1: text(128),
  line2: text(128).optional(),
  city: text(40),
  state: text(40).optional(),
  country,
  postal_code: text(12).optional(),
};

const EVENTS = [
  'created',
  'paid',
  'canceled',
  'failed',
  'expired',
  'authorized',
  'voided',
  'refunded',
  'captured',
] as const;
const FREQUENCIES = [
  'irregular',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'semi_annually',
  'yearly',
  'other',
] as const;

const agreement = z.object({
  id: text().optional(),
  amount_variability: z.enum(['fixed', 'variable']).optional(),
  start_date: date.optional(),
  expiry_date: date.optional(),
  max_amount_per_cycle: matching(/^\d+(\.\d+)?$/, 'A valid number is required.').optional(),
  cycle_interval_days: z.int().min(1).optional(),
  total_cycles: z.int().min(1).optional(),
  frequency: z.enum(FREQUENCIES).optional(),
  type: z.enum(['recurring', 'unscheduled', 'other', 'event_based', 'installment']).optional(),
  seller: z
    .object({
      category_code: matching(/^\d{4}$/, 'Ensure this field has 4 digits.').optional(),
      short_name: text().optional(),
      names: text().optional(),
    })
    .optional(),
  extra_params: z.record(z.string(), z.unknown()).optional(),
});

/** What a create takes, field by field; what binds several fields together is in `rules.ts`. */
export const PaymentFields = z.object({
  type: z.enum(['payment_request', 'e_commerce']),
  pg_codes: z.array(text()).min(1),
  amount: matching(/^\d+(\.\d+)?$/, 'A valid number is required.').max(24),
  currency_code: z.string().refine((value) => CURRENCIES.includes(value), {
    error: (issue) => notAChoice(issue.input),
  }),
  agreement: agreement.optional(),
  attachment_upload_url: url.optional(),
  billing_address: z.object(place).optional(),
  card_acceptance_criteria: z
    .object({ min_expiry_time: matching(/^\d+$/, 'A number of days is required.').optional() })
    .optional(),
  customer_birthdate: date.optional(),
  customer_email: email.max(128).optional(),
  customer_first_name: text(64).optional(),
  customer_last_name: text(64).optional(),
  customer_id: text(64).optional(),
  customer_phone: text(16).optional(),
  due_datetime: due.optional(),
  email_recipients: z.array(email).optional(),
  expiration_time: matching(
    /^\d{1,3} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    'Duration has wrong format. Use one of these formats instead: DD HH:MM:SS.',
  ).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
  generate_qr_code: z.boolean().optional(),
  include_sdk_setup_preload: z.boolean().optional(),
  language: z.enum(['en', 'ar']).optional(),
  notifications: z
    .object({ email: z.array(z.enum(EVENTS)).optional(), sms: z.array(z.enum(EVENTS)).optional() })
    .optional(),
  order_no: text(128).optional(),
  payment_type: z.enum(['one_off', 'auto_debit', 'save_card']).optional(),
  payment_instrument: z
    .object({
      instrument_type: z.enum(['apple_pay', 'google_pay', 'token']),
      payload: z.record(z.string(), z.unknown()),
    })
    .optional(),
  product_type: text(128).optional(),
  redirect_url: url.optional(),
  shipping_address: z
    .object({
      ...place,
      first_name: text(64),
      last_name: text(64),
      email: email.max(128),
      phone: text(16),
    })
    .optional(),
  shortify_attachment_url: z.boolean().optional(),
  shortify_checkout_url: z.boolean().optional(),
  vendor_name: text(64).optional(),
  webhook_url: url.optional(),
});
export type PaymentFields = z.output<typeof PaymentFields>;

/** `DD HH:MM:SS` in milliseconds. */
export function durationMs(duration: string): number {
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = duration.split(/[ :]/).map(Number);
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
