import { readBytes, TOO_LARGE } from '../read-bytes.js';

/** How a gateway reaches its provider: the global `fetch`, or a sandbox of the same shape. */
export type ProviderFetch = (request: Request) => Promise<Response>;

export interface Exchange {
  readonly fetch: ProviderFetch;
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  /** A form is sent as one (multipart, or URL-encoded); anything else as JSON. */
  readonly body?: unknown;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** No answer of a payment API is anywhere near this; more is a mistake or an attack. */
const MAX_BYTES = 2_000_000;
const MAX_REDIRECTS = 3;

/**
 * One HTTP call, body included, within its time. Rejects when there is no whole answer in time,
 * also when the injected `fetch` ignores its signal. Never retries.
 */
export async function exchange(call: Exchange): Promise<RawAnswer> {
  const controller = new AbortController();
  const { signal } = controller;
  const abandon = (): void => controller.abort(new Error('The caller gave up.'));
  const timer = setTimeout(() => {
    controller.abort(new Error(`No whole answer within ${call.timeoutMs} ms.`));
  }, call.timeoutMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  call.signal.addEventListener('abort', abandon, { once: true });
  if (call.signal.aborted) abandon();
  try {
    return await Promise.race([late, send(call, call.url, signal, MAX_REDIRECTS)]);
  } finally {
    clearTimeout(timer);
    call.signal.removeEventListener('abort', abandon);
  }
}

async function send(
  call: Exchange,
  url: string,
  signal: AbortSignal,
  redirectsLeft: number,
): Promise<RawAnswer> {
  signal.throwIfAborted();
  const response = await call.fetch(requestOf(call, url, signal));
  const next = redirectsLeft > 0 ? redirectTarget(call, url, response) : null;
  if (next !== null) {
    await response.body?.cancel();
    return send(call, next, signal, redirectsLeft - 1);
  }
  const bytes = await readBytes(response.body, MAX_BYTES);
  if (bytes === TOO_LARGE) throw new Error(`The answer is larger than ${MAX_BYTES} bytes.`);
  return { status: response.status, text: new TextDecoder().decode(bytes) };
}

function requestOf(call: Exchange, url: string, signal: AbortSignal): Request {
  const { body } = call;
  const form = body instanceof FormData || body instanceof URLSearchParams ? body : null;
  // A form states its own content type, boundary included.
  const json = body === undefined || form ? {} : { 'content-type': 'application/json' };
  return new Request(url, {
    method: call.method,
    headers: { accept: 'application/json', ...json, ...call.headers },
    ...(body !== undefined && { body: form ?? JSON.stringify(body) }),
    redirect: 'manual',
    signal,
  });
}

/**
 * Where a redirect may be followed to: the same origin only, because the credentials go along; and
 * other methods than GET only where the status promises to repeat them unchanged.
 */
function redirectTarget({ method }: Exchange, from: string, response: Response): string | null {
  const repeats = response.status === 307 || response.status === 308;
  const moves = repeats || [301, 302, 303].includes(response.status);
  const location = response.headers.get('location');
  if (location === null || !(method === 'GET' ? moves : repeats)) return null;
  const [source, target] = [new URL(from), new URL(location, from)];
  return source.origin === target.origin ? target.href : null;
}
