import { z } from 'zod';
import { knownCountry } from '../country.js';

/** The forms of Ottu's fields (seed 003), each with its remedy. */

/** A text that may be left out, but not be blank. */
export const text = (max?: number) =>
  max === undefined ? z.string().min(1) : z.string().min(1).max(max);

/** Major units, as digits. */
export const amount = z
  .string()
  .max(24)
  .regex(/^\d+(\.\d+)?$/, { error: 'write a decimal number as a text, such as "14.000"' });

export const date = z.iso.date({ error: 'write it as YYYY-MM-DD' });

export const email = z.email({ error: 'give a valid email address' });

export const url = z.url({ protocol: /^https?$/, error: 'give an absolute http(s) URL' });

export const country = z.string().refine((code) => knownCountry(code) === code, {
  error: 'give an ISO 3166-1 alpha-2 code in upper case',
});

const DUE = /^(\d\d)\/(\d\d)\/(\d{4}) ([01]\d|2[0-3]):[0-5]\d$/;

/** `DD/MM/YYYY hh:mm`, UTC. */
export const due = z.string().refine(
  (value) => {
    const [, day = '', month = '', year = ''] = DUE.exec(value) ?? [];
    return date.safeParse(`${year}-${month}-${day}`).success;
  },
  { error: 'write it as DD/MM/YYYY hh:mm' },
);

/** `DD HH:MM:SS`. */
export const duration = z.string().refine((value) => durationMs(value) !== null, {
  error: 'write it as DD HH:MM:SS',
});

/** `DD HH:MM:SS` in milliseconds; null when it is written otherwise. */
export function durationMs(value: string): number | null {
  const match = /^(\d{1,3}) (\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(value);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match?.slice(1).map(Number) ?? [];
  if (!match || hours > 23) return null;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

export const Plugin = z.enum(['e_commerce', 'payment_request']);

/** The events that a customer can be told of. */
export const OttuEvent = z.enum([
  'created',
  'paid',
  'canceled',
  'failed',
  'expired',
  'authorized',
  'voided',
  'refunded',
  'captured',
]);

export const OttuNotifications = z.object({
  /** Needs `customer_email`. */
  email: z.array(OttuEvent).readonly().optional(),
  /** Needs `customer_phone`. */
  sms: z.array(OttuEvent).readonly().optional(),
});
export type OttuNotifications = Readonly<z.infer<typeof OttuNotifications>>;

const place = {
  line1: text(128),
  line2: text(128).optional(),
  city: text(40),
  state: text(40).optional(),
  country,
  postal_code: text(12).optional(),
};

export const OttuAddress = z.object(place);
export type OttuAddress = Readonly<z.infer<typeof OttuAddress>>;

export const OttuShippingAddress = z.object({
  ...place,
  first_name: text(64),
  last_name: text(64),
  email: email.max(128, { error: 'use at most 128 characters' }),
  phone: text(16),
});
export type OttuShippingAddress = Readonly<z.infer<typeof OttuShippingAddress>>;
