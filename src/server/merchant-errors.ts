/**
 * What only the merchant's own code can hear, in this process or over `merchantHttp`. Pages never
 * see these codes: they are no part of the wire contract.
 * - `unauthorized`: over HTTP only; a wrong or missing key, token, user or password.
 * - `operation_not_supported`: the gateway of the payment has no such operation, or not in parts.
 * - `operation_not_possible`: not in the state that the payment is in.
 * - `amount_too_high`: more than what is left to capture or to give back; the message says how much.
 * - `operation_in_progress`: the same order is under way; ask again with the same key.
 * - `operation_refused`: the provider said no; nothing has happened.
 * - `operation_unconfirmed`: the provider's answer was lost. The same key tells what became of it.
 */
export type MerchantErrorCode =
  | 'unauthorized'
  | 'operation_not_supported'
  | 'operation_not_possible'
  | 'amount_too_high'
  | 'operation_in_progress'
  | 'operation_refused'
  | 'operation_unconfirmed';

/** The HTTP status of each, for a merchant's API over HTTP. */
export const MERCHANT_STATUS: Readonly<Record<MerchantErrorCode, number>> = {
  unauthorized: 401,
  operation_not_supported: 422,
  operation_not_possible: 409,
  amount_too_high: 422,
  operation_in_progress: 409,
  operation_refused: 409,
  operation_unconfirmed: 502,
};

export function isMerchantCode(code: string): code is MerchantErrorCode {
  return Object.hasOwn(MERCHANT_STATUS, code);
}
