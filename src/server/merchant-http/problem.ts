import { PROBLEM_MEDIA_TYPE } from '../../contract/http.js';
import { CheckoutError, type CheckoutErrorCode } from '../errors.js';
import { titleOf, wholeSeconds } from '../problem-response.js';
import { operationAnswer, type OperationAnswer } from './answer.js';

/** What is wrong with one property of a body: `customer.first_name`, `order.items.0.total`. */
export interface PropertyError {
  readonly property: string;
  readonly message: string;
}

/** RFC 9457 problem details for the merchant's server: it may see every code. */
export interface MerchantProblem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: CheckoutErrorCode;
  readonly request_id: string;
  /** With `invalid_request`, where properties are to blame. */
  readonly errors?: readonly PropertyError[];
  /** With the codes of operations: the one that it is about. */
  readonly operation?: OperationAnswer;
}

/** A body that breaks the rules. */
export class InvalidBody extends CheckoutError {
  readonly errors: readonly PropertyError[];

  constructor(errors: readonly PropertyError[]) {
    const properties = errors.slice(0, 10).map(({ property }) => property || 'the body');
    super('invalid_request', `Missing or not valid: ${[...new Set(properties)].join(', ')}.`);
    this.errors = errors;
  }
}

export function merchantProblem(error: CheckoutError, requestId: string): Response {
  const { code, status, operation } = error;
  const body: MerchantProblem = {
    type: 'about:blank',
    title: titleOf(status),
    status,
    detail: error.message,
    code,
    request_id: requestId,
    ...(error instanceof InvalidBody && { errors: error.errors }),
    ...(operation && { operation: operationAnswer(operation) }),
  };
  const headers = new Headers({ 'Content-Type': PROBLEM_MEDIA_TYPE });
  // RFC 9110 wants a challenge with every 401.
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  if (error.retryAfter !== undefined) headers.set('Retry-After', wholeSeconds(error.retryAfter));
  return new Response(JSON.stringify(body), { status, headers });
}
