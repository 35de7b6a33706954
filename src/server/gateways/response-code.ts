import type { FailureReason } from '../../contract/attempt.js';

/** Response codes of card schemes (ISO 8583), as far as the shopper's words tell them apart. */
const REASONS: Readonly<Record<string, FailureReason>> = {
  '14': 'card_not_supported',
  '33': 'card_expired',
  '34': 'suspected_fraud',
  '51': 'insufficient_funds',
  '54': 'card_expired',
  '55': 'authentication_failed',
  '57': 'card_not_supported',
  '59': 'suspected_fraud',
  '61': 'limit_exceeded',
  '62': 'card_not_supported',
  '65': 'limit_exceeded',
  '91': 'provider_error',
  '96': 'provider_error',
};

/** What a scheme's response code means to the shopper; null when it says no more than "no". */
export function reasonOfResponseCode(code: string | null): FailureReason | null {
  const known = code?.trim() ?? '';
  return (Object.hasOwn(REASONS, known) ? REASONS[known] : undefined) ?? null;
}
