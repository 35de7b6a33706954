import { PaymentSessionView } from './payment-session.js';

/** `GET {backend}/sessions/{session_id}` -> the payment session view. */
export const retrieveSession = {
  method: 'GET',
  path: '/sessions/:session_id',
  response: PaymentSessionView,
} as const;
