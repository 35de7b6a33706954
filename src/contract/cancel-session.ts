import * as z from 'zod/mini';
import { PaymentSessionView } from './payment-session.js';

/** The answer to a cancel that was carried out: the canceled session and where to go. */
export const CancelSessionResponse = z.object({
  session: PaymentSessionView,
  /** Where the shopper goes next; null when the merchant configured nothing. */
  redirect_url: z.nullable(z.string()),
});
export type CancelSessionResponse = z.infer<typeof CancelSessionResponse>;

/** `POST {backend}/sessions/{session_id}/cancel`, with an empty JSON object -> where to go. */
export const cancelSession = {
  method: 'POST',
  path: '/sessions/:session_id/cancel',
  response: CancelSessionResponse,
} as const;
