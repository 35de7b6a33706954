import type { CancelSessionResponse } from '../../contract/cancel-session.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { StartPaymentRequest, StartPaymentResponse } from '../../contract/start-payment.js';

/** A webhook as it came in: raw bytes, nothing parsed. */
export interface IncomingWebhook {
  readonly gateway: string;
  readonly token: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * What the HTTP edge may ask of the payment rules. Every method may throw a `CheckoutError`;
 * an unknown session id is `session_not_found`.
 */
export interface Payments {
  view(sessionId: string): Promise<PaymentSessionView>;
  start(
    sessionId: string,
    idempotencyKey: string,
    request: StartPaymentRequest,
  ): Promise<StartPaymentResponse>;
  cancel(sessionId: string): Promise<CancelSessionResponse>;
  /** Records the return and says where the shopper goes: an absolute URL of the merchant's page. */
  returned(token: string): Promise<string>;
  /** Resolves once an authentic webhook is stored; what follows runs within the budget or later. */
  webhook(webhook: IncomingWebhook): Promise<'accepted' | 'forged' | 'unknown_address'>;
}
