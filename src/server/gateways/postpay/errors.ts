import { z } from 'zod';
import { GatewayError } from '../gateway-error.js';

/** Every error code that Postpay documents (seed 004), with those of a capture and of a refund. */
export const POSTPAY_ERROR_CODES = [
  'invalid',
  'parse_error',
  'authentication_failed',
  'payment_required',
  'permission_denied',
  'not_found',
  'method_not_allowed',
  'not_acceptable',
  'conflict',
  'gone',
  'unsupported_media_type',
  'unprocessable',
  'throttled',
  'error',
  'invalid_status',
  'capture_error',
  'expired',
  'limit_exceeded',
] as const;
export type PostpayErrorCode = (typeof POSTPAY_ERROR_CODES)[number];

/** Postpay's own code of a failed call; null when there was none, or one that is not documented. */
export function postpayErrorCode(error: unknown): PostpayErrorCode | null {
  if (!(error instanceof GatewayError)) return null;
  const { providerCode, status } = error;
  const known = POSTPAY_ERROR_CODES.find((code) => code === providerCode);
  // A server that broke may not get to writing its code.
  return known ?? (providerCode === null && status !== null && status >= 500 ? 'error' : null);
}

const Refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().nullish(),
    fields: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
});

export function codeIn(body: unknown): string | null {
  const refusal = Refusal.safeParse(body);
  return refusal.success ? refusal.data.error.code : null;
}

/** What a refusal says, field by field; null for an answer that is none. */
export function explainPostpay(body: unknown): string | null {
  const refusal = Refusal.safeParse(body);
  if (!refusal.success) return null;
  const { code, message, fields } = refusal.data.error;
  const lines = Object.entries(fields ?? {}).map(
    ([field, problems]) => `${field}: ${[problems].flat().map(String).join(' ')}`,
  );
  return [`${code}: ${message ?? ''}`.trim(), ...lines].join('; ');
}
