import type { z } from 'zod';
import { parseExactly } from './exact-json.js';
import { exchange, type Exchange, type RawAnswer } from './exchange.js';
import { GatewayError, type GatewayErrorCode } from './gateway-error.js';
import { redact, type Hidden } from './redact.js';

export interface ProviderCall<T> extends Exchange {
  /** The gateway's code, for the error. */
  readonly gateway: string;
  /** What is being tried, for the error: `create the payment`. */
  readonly action: string;
  /** What the answer has to be. Numbers arrive as text (see `parseExactly`). */
  readonly answer: z.ZodType<T>;
  /** What the provider says of a refusal, in its own error shapes; null when that cannot be read. */
  readonly explain: (body: unknown) => string | null;
  /** The provider's own code of a refusal, for the error; null where the answer has none. */
  readonly codeIn?: (body: unknown) => string | null;
  /** Adds what has to be kept as plain JSON, its numbers included. */
  readonly enrich?: (answer: T, plain: unknown) => T;
  /** Which options to look at when the provider refuses the credentials. */
  readonly credentials: string;
  readonly hidden: Hidden;
}

/**
 * One call to a provider, its answer checked. Throws a `GatewayError`:
 * - no whole answer, 408, 425, 429 or 5xx: `unavailable`;
 * - 401, 403: `misconfigured`; any other 4xx: `refused`;
 * - anything else that is not the expected JSON: `invalid_answer`.
 * No message quotes a secret, personal data or the provider's raw body.
 */
export async function callProvider<T>(call: ProviderCall<T>): Promise<T> {
  const { status, text } = await answerOf(call);
  const body = parseExactly(text);
  if (status < 200 || status > 299) throw failure(call, status, body);
  const parsed = call.answer.safeParse(body);
  if (parsed.success) return call.enrich?.(parsed.data, JSON.parse(text)) ?? parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole body');
  const what =
    body === undefined ? 'it is not JSON' : `unusable: ${[...new Set(fields)].join(', ')}`;
  throw errorOf(call, 'invalid_answer', `The answer cannot be used; ${what}.`, { status });
}

async function answerOf<T>(call: ProviderCall<T>): Promise<RawAnswer> {
  try {
    return await exchange(call);
  } catch (cause) {
    throw errorOf(call, 'unavailable', 'There was no answer.', { cause });
  }
}

/** The answer of a provider that is not a success. */
function failure<T>(call: ProviderCall<T>, status: number, body: unknown): GatewayError {
  const said = body === undefined ? null : call.explain(body);
  const detail = said === null ? '' : ` It says: ${said}`;
  const code = codeOf(status);
  const remedy = code === 'misconfigured' ? ` Check ${call.credentials}.` : '';
  const providerCode = call.codeIn?.(body) ?? undefined;
  const message = `${WORDS[code]}${remedy}${detail}`;
  return errorOf(call, code, message, {
    status,
    ...(providerCode !== undefined && { providerCode }),
  });
}

function codeOf(status: number): GatewayErrorCode {
  if (status === 401 || status === 403) return 'misconfigured';
  if ([408, 425, 429].includes(status) || status >= 500) return 'unavailable';
  return status >= 400 ? 'refused' : 'invalid_answer';
}

const WORDS: Readonly<Record<GatewayErrorCode, string>> = {
  unavailable: 'The provider is not able to answer now.',
  refused: 'The provider refused.',
  misconfigured: 'The provider refused the credentials.',
  invalid_answer: 'The provider answered with a redirect, which is not followed.',
  invalid_request: 'The request was not sent.',
};

/** A `GatewayError` whose message says what was tried and holds nothing that must be hidden. */
export function errorOf(
  { gateway, action, hidden }: Pick<ProviderCall<unknown>, 'gateway' | 'action' | 'hidden'>,
  code: GatewayErrorCode,
  message: string,
  details: ConstructorParameters<typeof GatewayError>[3] = {},
): GatewayError {
  const http = details.status === undefined ? '' : ` (HTTP ${details.status})`;
  const text = redact(`${gateway} could not ${action}${http}. ${message}`, hidden);
  return new GatewayError(code, gateway, text.slice(0, 600), details);
}
