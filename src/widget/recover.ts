import { isSuccess, send, type Answer, type Api, type Call } from './client.js';
import type { HppCheckoutError } from './errors.js';
import { problemOf } from './problem-body.js';

/** The headers of a request with a body. */
export const JSON_HEADERS = { 'Content-Type': 'application/json' } as const;

/** A longer `Retry-After` than this ends the tries: nobody waits that long before a spinner. */
const LONGEST_WAIT = 15_000;

/**
 * What to do when the first try of a call did not succeed: try again as often as the call allows,
 * with a growing pause, or a longer one when the backend names it.
 * @throws {HppCheckoutError} with the code of the last try.
 */
export async function recover(
  api: Api,
  call: Call,
  first: Answer | HppCheckoutError,
  signal: AbortSignal,
): Promise<Answer> {
  let last = first;
  for (let round = 1; round < call.tries && isPassing(last); round++) {
    const pause = 300 * 2 ** round * (1 + api.ports.random());
    const wait = Math.max(pause, retryAfter(last));
    if (wait > LONGEST_WAIT || signal.aborted) break;
    await api.ports.sleep(wait, signal);
    last = await send(api, call, signal).catch((error: unknown) => error as HppCheckoutError);
  }
  if (last instanceof Error) throw last;
  if (!isSuccess(last)) throw problemOf(last);
  return last;
}

/** Failures that a later try of the same request may not meet. */
function isPassing(last: Answer | HppCheckoutError): boolean {
  if (last instanceof Error) return true;
  const { status, body } = last;
  const code = (body as { code?: unknown } | null | undefined)?.code;
  if (status === 409) return code === 'start_in_progress';
  // Neither is a matter of time: the answer would be the same.
  if (code === 'too_many_attempts' || code === 'provider_refused') return false;
  return /^(429|50[234])$/.test(String(status));
}

/**
 * Milliseconds that the backend asks to wait, from a number of seconds or a date; 0 when neither. A
 * date is measured against the backend's own: the shopper's clock may be wrong.
 */
function retryAfter(last: Answer | HppCheckoutError): number {
  const read = (name: string) => (last instanceof Error ? null : last.headers.get(name)) ?? '';
  const value = read('Retry-After');
  const wait = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(read('Date'));
  return wait > 0 ? wait : 0;
}
