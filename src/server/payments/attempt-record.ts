import type { Redirect } from '../../contract/redirect.js';
import type { StartPaymentResponse } from '../../contract/start-payment.js';
import type { AttemptRecord } from './records.js';
import { toAttemptView } from './view.js';

type Given = Pick<
  AttemptRecord,
  | 'state'
  | 'gateway'
  | 'methodCode'
  | 'methodName'
  | 'providerSessionId'
  | 'amount'
  | 'total'
  | 'saveCard'
  | 'instalments'
  | 'startedAt'
  | 'leaseUntil'
>;

/** An attempt at its beginning, with ids of its own. */
export function newAttempt(
  { newToken }: { readonly newToken: () => string },
  given: Given,
): AttemptRecord {
  return {
    ...given,
    id: newToken(),
    acceptedTerms: null,
    returnToken: newToken(),
    redirect: null,
    returnedAt: null,
    returnHint: null,
    endedAt: null,
    failureReason: null,
    transactionId: null,
    late: false,
    voided: false,
    reversal: null,
    captureBefore: null,
    lapseTold: false,
    storedMethod: null,
  };
}

export function answer(attempt: AttemptRecord, redirect: Redirect): StartPaymentResponse {
  return { attempt: toAttemptView(attempt), redirect };
}
