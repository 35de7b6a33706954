import { REQUEST_ID_HEADER } from '../contract/http.js';
import { Problem } from '../contract/problem.js';
import type { Answer } from './client.js';
import { HppCheckoutError } from './errors.js';
import type { FailureCode } from './session/state.js';
import { validate } from './validate.js';

/**
 * The error behind an answer that is no success: our problem body, or the body of a provider that a
 * thin backend passed through. Finrelay: `{status: "INVALID", errors: [{property, message}]}`;
 * Postpay: `{error: {code, message, fields}}`.
 */
export function problemOf({ status, headers, body }: Answer): HppCheckoutError {
  const requestId = headers.get(REQUEST_ID_HEADER) ?? undefined;
  const fields = Object(body) as Readonly<Record<string, unknown>>;
  if (typeof fields['code'] === 'string') {
    const problem = validate(Problem, body);
    if (!problem.issues) {
      const { code, detail, title, request_id, session, attempt } = problem.value;
      const text = detail ?? title ?? `HTTP ${status}`;
      return new HppCheckoutError(code, text, {
        requestId: request_id ?? requestId,
        session,
        attempt,
      });
    }
  }
  const foreign = fields[fields['status'] === 'INVALID' ? 'errors' : 'error'];
  const known = Object(foreign) === foreign;
  const text = known ? JSON.stringify(foreign) : `HTTP ${status}`;
  return new HppCheckoutError(codeOf(status, known), text, { requestId });
}

function codeOf(status: number, foreign: boolean): FailureCode {
  if (status === 404) return 'session_not_found';
  if (/^50[234]$/.test(String(status))) return 'provider_unavailable';
  return foreign && status < 500 ? 'provider_refused' : 'internal_error';
}
