import { CLIENT_KEY_HEADER, fillPath } from '../contract/http.js';
import type { PaymentSessionView } from '../contract/payment-session.js';
import { retrieveSession } from '../contract/retrieve-session.js';
import type { WidgetConfig } from './config.js';
import { HppCheckoutError } from './errors.js';
import type { Ports } from './ports.js';
import { parseJson, validate, type Schema } from './validate.js';

/** Where to call, and with which outside world. */
export interface Api extends WidgetConfig {
  readonly ports: Ports;
}

/** One call of an endpoint of the contract. */
export interface Call {
  readonly method: string;
  /** The path of the endpoint, with its `:session_id`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
  /** Milliseconds for one try. */
  readonly timeout: number;
  readonly tries: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when the body is not JSON. */
  readonly body: unknown;
}

/** Reads the session. @throws {HppCheckoutError} with the code of whatever went wrong. */
export function readSession(api: Api, signal: AbortSignal): Promise<PaymentSessionView> {
  const { method, path, response } = retrieveSession;
  return request(api, { method, path, timeout: 10_000, tries: 3 }, response, signal);
}

/**
 * Calls an endpoint and parses the answer. Only the first try is here: further ones, and the reading
 * of errors, come with the journey.
 */
export async function request<T>(
  api: Api,
  call: Call,
  schema: Schema<T>,
  signal: AbortSignal,
): Promise<T> {
  let answer = await send(api, call, signal).catch((error: unknown) => error as HppCheckoutError);
  if (answer instanceof Error || !isSuccess(answer))
    answer = await (await api.ports.journey()).recover(api, call, answer, signal);
  const checked = validate(schema, answer.body);
  if (!checked.issues) return checked.value;
  const path = checked.issues[0]?.path ?? [];
  throw new HppCheckoutError('invalid_response', ['body', ...path].join('.'));
}

/** One try. @throws {HppCheckoutError} `network_error` or `timeout`. */
export async function send(api: Api, call: Call, signal: AbortSignal): Promise<Answer> {
  const { ports, clientKey, sessionId, backend } = api;
  const { method, headers, body = null } = call;
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { signal: stop.signal });
  void ports.sleep(call.timeout, stop.signal).then(() => stop.abort('timeout'));
  try {
    const response = await ports.fetch(backend + fillPath(call.path, { session_id: sessionId }), {
      method,
      headers: {
        [CLIENT_KEY_HEADER]: clientKey,
        ...headers,
      },
      body,
      credentials: 'same-origin',
      // Another origin must not learn the session id, nor answer in the backend's name.
      redirect: 'error',
      signal: stop.signal,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parseJson(text) };
  } catch (cause) {
    const code = stop.signal.reason === 'timeout' ? 'timeout' : 'network_error';
    throw new HppCheckoutError(code, String(cause), { cause });
  } finally {
    stop.abort();
  }
}

export const isSuccess = ({ status }: Answer): boolean => status === 200 || status === 201;
