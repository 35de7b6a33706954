import { CancelSessionResponse } from '../../src/contract/cancel-session.js';
import { PaymentSessionView } from '../../src/contract/payment-session.js';
import { Problem } from '../../src/contract/problem.js';
import { StartPaymentRequest, StartPaymentResponse } from '../../src/contract/start-payment.js';

/** What is recorded in the corpus: the kind of message is the first word of a file's name. */
export const schemas = {
  session: PaymentSessionView,
  'start-request': StartPaymentRequest,
  'start-response': StartPaymentResponse,
  'cancel-response': CancelSessionResponse,
  problem: Problem,
} as const;

export type Kind = keyof typeof schemas;
