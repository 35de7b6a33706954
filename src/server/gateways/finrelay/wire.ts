import { z } from 'zod';

/** What is sent to and read from Finrelay, as seed 001 and its public documentation write it. */

export type FinrelayTransactionType = 'PURCHASE' | 'AUTHORIZE';

/** The body of `POST /api/hosted-payment-page`. */
export interface FinrelayHostedPage {
  readonly reference: string;
  readonly terminal_id: string;
  readonly currency: string;
  /** Minor units: 100 is 1.00 EUR. */
  readonly amount: number;
  readonly transaction_type: FinrelayTransactionType;
  readonly success_url: string;
  readonly cancel_url: string;
  readonly error_url: string;
  readonly description?: string;
  readonly customer_id?: string;
  readonly customer_first_name?: string;
  readonly customer_last_name?: string;
  readonly customer_email?: string;
  readonly customer_phone_number?: string;
  readonly customer_address?: string;
  readonly customer_city?: string;
  /** ISO 3166-1 alpha-2. */
  readonly customer_country?: string;
  readonly customer_postal_code?: string;
  readonly tokenization?: { readonly save_card_for_future_payments: boolean };
}

export interface FinrelayCustomer {
  readonly first_name?: string;
  readonly last_name?: string;
  readonly address?: string;
  readonly city?: string;
  readonly country?: string;
  readonly postal_code?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** `simulated_flow` and `response_code` steer Finrelay's own test environment. */
export interface FinrelayMetadata {
  readonly simulated_flow?: string;
  readonly response_code?: string;
  readonly payment_provider_response_message?: string;
  readonly payment_provider_response_code?: string;
  readonly approval_code?: string;
  readonly [key: string]: unknown;
}

/** The body of `POST /api/sessions`, which opens a session for an embedded page. */
export interface FinrelaySession {
  readonly terminal_id: string;
  readonly reference: string;
  readonly description?: string;
  readonly currency: string;
  readonly amount: number;
  readonly transaction_type: FinrelayTransactionType;
  readonly success_url: string;
  readonly cancel_url: string;
  readonly customer?: FinrelayCustomer;
  readonly country?: string;
  readonly metadata?: FinrelayMetadata;
}

/** The body of `POST /api/transactions/manage`. `reference` is that of the original order. */
export interface FinrelayManage {
  readonly terminal_id: string;
  readonly currency: string;
  readonly amount: number;
  readonly reference: string;
  readonly transaction_type: 'CAPTURE' | 'REFUND' | 'VOID';
  readonly parent_transaction_id?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

const text = z.string().nullish();

export const FinrelayLink = z.object({
  redirect_url: z.string().min(1),
  session_id: z.string().min(1),
});
export type FinrelayLink = z.infer<typeof FinrelayLink>;

/** The seed only says "session id": a bare string, or an object that holds it. */
export const FinrelaySessionId = z.union([
  z.string().min(1),
  z.object({ session_id: z.string().min(1) }).transform(({ session_id }) => session_id),
  z.object({ id: z.string().min(1) }).transform(({ id }) => id),
]);

/** The answer of a management call; its fields are not documented, so each may be missing. */
export const FinrelayTransaction = z.object({
  transaction_id: text,
  status: text,
  response_code: text,
  response_message: text,
});
export type FinrelayTransaction = z.infer<typeof FinrelayTransaction>;

/** A refusal, whatever the HTTP status it comes with. */
export const FinrelayInvalid = z.object({
  status: z.literal('INVALID'),
  errors: z.array(z.object({ property: text, message: text })).nullish(),
});

const Message = z.object({ message: z.string() });

const TOKENIZATION = /not supported=\[[^\]]*TOKENIZATION/;

/** What a refusal says, field by field; null for an answer that is none. */
export function explainFinrelay(body: unknown): string | null {
  const invalid = FinrelayInvalid.safeParse(body);
  if (!invalid.success) {
    const other = Message.safeParse(body);
    return other.success ? other.data.message : null;
  }
  const lines = (invalid.data.errors ?? []).map(({ property, message }) =>
    [property, message].filter(Boolean).join(': '),
  );
  const said = lines.length === 0 ? 'INVALID, without a reason' : lines.join('; ');
  return TOKENIZATION.test(said)
    ? `${said}. Saving cards has to be enabled on the terminal, the payment provider and the provider account; until then set tokenization to false`
    : said;
}
