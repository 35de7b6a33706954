import { PROBLEM_MEDIA_TYPE } from '../contract/http.js';
import type { Problem } from '../contract/problem.js';
import { CheckoutError } from './errors.js';
import { isMerchantCode } from './merchant-errors.js';

/** The reason phrase of each status that the kit answers with (RFC 9110). */
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

/**
 * One text for a wrong client key, a malformed session id and an unknown one, whoever noticed:
 * the answers must not tell them apart.
 */
const NO_SUCH_SESSION =
  'This client key knows no such payment session. Check the client key and the session id.';

const UNEXPECTED = 'Something went wrong on our side. Quote the request id to support.';

/**
 * Any thrown value as an error that may be shown. What is not ours says nothing about itself, nor
 * does what is meant for the merchant alone.
 */
export function toCheckoutError(thrown: unknown): CheckoutError {
  if (thrown instanceof CheckoutError && !isMerchantCode(thrown.code)) return thrown;
  return new CheckoutError('internal_error', UNEXPECTED, { cause: thrown });
}

/** The error as RFC 9457 problem details. `code`, `session` and `attempt` are ours. */
export function problemResponse(error: CheckoutError, requestId: string): Response {
  const { code, status, session, attempt } = error;
  return respond(
    {
      type: 'about:blank',
      title: titleOf(status),
      status,
      detail: code === 'session_not_found' ? NO_SUCH_SESSION : error.message,
      code: isMerchantCode(code) ? 'internal_error' : code,
      request_id: requestId,
      ...(session && { session }),
      ...(attempt && { attempt }),
    },
    status,
    error.retryAfter === undefined ? {} : { 'Retry-After': wholeSeconds(error.retryAfter) },
  );
}

/**
 * The answer to a webhook that proved nothing. It has no public code: pages never see it.
 * RFC 9110 wants a challenge with every 401.
 */
export function forgedResponse(requestId: string): Response {
  return respond(
    {
      type: 'about:blank',
      title: titleOf(401),
      status: 401,
      detail: 'The message is not authentic.',
      request_id: requestId,
    },
    401,
    { 'WWW-Authenticate': 'Signature' },
  );
}

function respond(
  body: Partial<Problem>,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': PROBLEM_MEDIA_TYPE, ...headers },
  });
}

export function titleOf(status: number): string {
  return TITLES[status] ?? 'Error';
}

/** `Retry-After` takes whole seconds only. */
export function wholeSeconds(seconds: number): string {
  return String(Math.max(0, Math.ceil(seconds)));
}
