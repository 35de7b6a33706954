import { z } from 'zod';

const text = z.string().nullish();

/** The statuses of errors are documented, their body is not: what it may hold is looked for. */
const PaymentOptionsError = z.object({
  message: text,
  status_code: text,
  gateway_response: z.object({ message: text, code: text }).nullish(),
  errors: z
    .array(z.union([z.string(), z.object({ field: text, message: text })]))
    .nullish()
    .catch(null),
});

/** What a refusal says, field by field; null for an answer that is none. */
export function explainPaymentOptions(body: unknown): string | null {
  const parsed = PaymentOptionsError.safeParse(body);
  if (!parsed.success) return null;
  const { message, gateway_response, errors } = parsed.data;
  const fields = (errors ?? []).map((one) =>
    typeof one === 'string' ? one : [one.field, one.message].filter(Boolean).join(' '),
  );
  const said = [message ?? gateway_response?.message, fields.join('; ')].filter(Boolean);
  return said.length === 0 ? null : said.join(': ');
}

/** The gateway's own code of an error, such as `Err3001`. */
export function codeInPaymentOptions(body: unknown): string | null {
  const parsed = PaymentOptionsError.safeParse(body);
  return parsed.success ? (parsed.data.gateway_response?.code ?? null) : null;
}
