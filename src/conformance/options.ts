import { SessionId } from '../contract/ids.js';
import { hasCredentials, parseUrl } from '../server/web-url.js';

/** What to check, and as whom. */
export interface CheckOptions {
  /** Where the backend is mounted, as in the widget's `backend-url`, but absolute. */
  readonly backendUrl: string;
  readonly clientKey: string;
  /** A session that nobody needs: with `pay` it is canceled in the end. */
  readonly sessionId: string;
  /** Starts a payment and cancels the session. Default: false, nothing is changed. */
  readonly pay?: boolean;
  /** The code of the method to pay with. Default: the one that the page would select. */
  readonly paymentMethod?: string;
  /** The origin of the shop page. Default: that of the backend. */
  readonly origin?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds for one answer. Default: 20 seconds, as long as the widget waits for a start. */
  readonly timeoutMs?: number;
}

/** The options, checked. */
export interface Subject extends Required<Omit<CheckOptions, 'paymentMethod'>> {
  readonly paymentMethod: string | null;
  /** Of the backend itself. */
  readonly ownOrigin: string;
}

/** An option that cannot be used; the message names the remedy. */
export class CheckOptionsError extends Error {
  override readonly name = 'CheckOptionsError';
  readonly code:
    'backend_url_malformed' | 'client_key_malformed' | 'session_id_malformed' | 'origin_malformed';

  constructor(code: CheckOptionsError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws {CheckOptionsError} */
export function toSubject(options: CheckOptions): Subject {
  const { clientKey, sessionId, pay = false, paymentMethod = null, timeoutMs = 20_000 } = options;
  const backend = backendOf(options.backendUrl);
  if (!/^[!-~]{1,200}$/.test(clientKey)) {
    throw new CheckOptionsError(
      'client_key_malformed',
      'The client key is 1 to 200 visible ASCII characters.',
    );
  }
  if (!SessionId.safeParse(sessionId).success) {
    throw new CheckOptionsError(
      'session_id_malformed',
      'A session id is 22 to 128 characters of A-Z, a-z, 0-9, "_" and "-": the widget takes no other.',
    );
  }
  return {
    backendUrl: backend.href.replace(/\/+$/, ''),
    ownOrigin: backend.origin,
    clientKey,
    sessionId,
    pay,
    paymentMethod,
    origin: options.origin === undefined ? backend.origin : originOf(options.origin),
    // Not the function itself: the global one wants no `this`, and tests replace it later.
    fetch: options.fetch ?? ((request) => fetch(request)),
    timeoutMs,
  };
}

function backendOf(text: string): URL {
  const url = parseUrl(text);
  const usable =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.href === url.origin + url.pathname &&
    !hasCredentials(url);
  if (usable) return url;
  throw new CheckOptionsError(
    'backend_url_malformed',
    `The backend URL is absolute, without query, fragment or password: https://shop.example/api/checkout, not "${text}".`,
  );
}

function originOf(text: string): string {
  const url = parseUrl(text);
  if (url?.origin === text && /^https?:$/.test(url.protocol)) return text;
  throw new CheckOptionsError(
    'origin_malformed',
    `The origin of the shop page is written as https://shop.example, without a path, not "${text}".`,
  );
}
