import { z } from 'zod';

/** What is sent to and read from Ottu's Checkout API, as seed 003 and its public docs write it. */

export type OttuEvent =
  | 'created'
  | 'paid'
  | 'canceled'
  | 'failed'
  | 'expired'
  | 'authorized'
  | 'voided'
  | 'refunded'
  | 'captured';

export interface OttuNotifications {
  readonly email?: readonly OttuEvent[];
  readonly sms?: readonly OttuEvent[];
}

export interface OttuAddress {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly postal_code?: string;
}

export interface OttuShippingAddress extends OttuAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string;
}

/** A payment without a page (seed 003). Not used here; part of what the API takes. */
export interface OttuInstrument {
  readonly instrument_type: 'apple_pay' | 'google_pay' | 'token';
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The body of a create. `payment_type` is not among its fields: `save_card` saves without paying. */
export interface OttuCreate {
  readonly type: 'e_commerce' | 'payment_request';
  readonly pg_codes: readonly string[];
  /** Major units with exactly the digits of the currency, fees excluded. */
  readonly amount: string;
  readonly currency_code: string;
  readonly order_no?: string;
  readonly redirect_url?: string;
  readonly webhook_url?: string;
  readonly language?: 'en' | 'ar';
  readonly customer_id?: string;
  readonly customer_first_name?: string;
  readonly customer_last_name?: string;
  readonly customer_email?: string;
  readonly customer_phone?: string;
  readonly billing_address?: OttuAddress;
  readonly shipping_address?: OttuShippingAddress;
  /** `DD/MM/YYYY hh:mm`, UTC. */
  readonly due_datetime?: string;
  /** `DD HH:MM:SS`. */
  readonly expiration_time?: string;
  readonly notifications?: OttuNotifications;
  readonly product_type?: string;
  readonly vendor_name?: string;
  readonly payment_instrument?: OttuInstrument;
}

/** The body of an update: any of the fields of a create. */
export type OttuUpdate = Partial<OttuCreate>;

export interface OttuOperationRequest {
  readonly session_id: string;
  readonly operation: 'cancel' | 'void' | 'refund' | 'capture';
  /** Major units; a void takes none. */
  readonly amount?: string;
}

/** Text or nothing. Numbers arrive as text, so this takes them too. */
const text = z.string().nullish();
const flag = z.boolean().nullish().catch(null);

export const OttuMethod = z.object({
  code: z.string().min(1),
  name: text,
  pg: text,
  /** The table of seed 003 says `is_sandbox`, its example says `type: "sandbox"`. */
  type: text,
  is_sandbox: flag,
  amount: text,
  currency_code: text,
  fee: text,
  fee_description: text,
  icon: text,
  flow: text,
  redirect_url: text,
});
export type OttuMethod = z.infer<typeof OttuMethod>;

/** The answer of create, update and retrieve. A method that cannot be read is as good as none. */
export const OttuPayment = z.object({
  session_id: z.string().min(1).max(128),
  state: z.string().min(1),
  amount: z.string(),
  currency_code: z.string(),
  order_no: text,
  /** Which method took the payment, once one did. */
  settled_pg_code: text,
  expiration_time: text,
  /** Not in the seed; read where an installation sends it. */
  refunded_amount: text,
  payment_methods: z.array(OttuMethod.nullable().catch(null)).nullish(),
});
export type OttuPayment = z.infer<typeof OttuPayment>;

/** The answer of an operation: Ottu's own (`detail`) or the payment gateway's. */
export const OttuOperation = z.object({
  detail: text,
  operation: text,
  result: text,
  success: flag,
});
export type OttuOperation = z.infer<typeof OttuOperation>;

const StructuredError = z.object({
  error: z.object({ message: z.string(), code: text, field: text }),
});
const DetailError = z.object({ detail: z.string() });

/**
 * What an error answer says. Two shapes are documented, and both occur: `{error: {…}}`, and that of
 * Django REST framework (`{detail}` or messages by field, nested for objects).
 */
export function explainOttu(body: unknown): string | null {
  const structured = StructuredError.safeParse(body);
  if (structured.success) {
    const { field, message } = structured.data.error;
    return field ? `${field}: ${message}` : message;
  }
  const detail = DetailError.safeParse(body);
  if (detail.success) return detail.data.detail;
  const lines = byField(body, '');
  return lines.length === 0 ? null : lines.join('; ');
}

function byField(value: unknown, path: string): string[] {
  if (typeof value === 'string') return path === '' ? [] : [`${path}: ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = Array.isArray(value) ? path : [path, key].filter(Boolean).join('.');
    return byField(inner, own);
  });
}
