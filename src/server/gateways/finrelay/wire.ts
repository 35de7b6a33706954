import { z } from 'zod';

/** What Finrelay answers, as seed 001 and its public documentation write it. */

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
  parent_transaction_id: text,
  transaction_type: text,
  reference: text,
  currency: text,
  amount: text,
});
export type FinrelayTransaction = z.infer<typeof FinrelayTransaction>;

/** A refusal, whatever the HTTP status it comes with. */
export const FinrelayInvalid = z.object({
  status: z.literal('INVALID'),
  errors: z.array(z.object({ property: text, message: text })).nullish(),
});

const Message = z.object({ message: z.string() });

/** What Finrelay says when a link cannot work, for example without a payment method (seed 001). */
export const FinrelayUnavailable = z.object({
  message: z.string().regex(/payment is currently unavailable/i),
});

const TOKENIZATION = /not supported=\[[^\]]*TOKENIZATION/;

/**
 * The kind of a refusal: `TOKENIZATION` where cards cannot be saved, `UNAVAILABLE` where the link
 * cannot work, else `INVALID`; null for an answer that is none.
 */
export function codeInFinrelay(body: unknown): string | null {
  if (FinrelayUnavailable.safeParse(body).success) return 'UNAVAILABLE';
  const { data } = FinrelayInvalid.safeParse(body);
  if (!data) return null;
  const lacks = data.errors?.some(({ message }) => TOKENIZATION.test(message ?? ''));
  return lacks ? 'TOKENIZATION' : 'INVALID';
}

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
