import type { Context } from 'hono';
import { CLIENT_KEY_HEADER, IDEMPOTENCY_KEY_HEADER, REQUEST_ID_HEADER } from '../contract/http.js';
import { SessionId } from '../contract/ids.js';
import type { AssetService } from './assets/assets.js';
import { CheckoutError } from './errors.js';
import { maskId, type Log } from './log.js';
import type { Settings } from './options.js';
import type { Payments } from './payments/payments.js';
import { problemResponse } from './problem-response.js';
import type { KnowsSecret } from './secret-check.js';
import type { StartTimer } from './timer.js';

/** What every endpoint may use. */
export interface Edge {
  readonly payments: Payments;
  readonly assets: AssetService;
  readonly settings: Settings;
  readonly knowsClientKey: KnowsSecret;
  readonly timer: StartTimer;
}

export interface EdgeEnv {
  /** Given to each request from outside the router. */
  Bindings: {
    readonly requestId: string;
    readonly log: Log;
    /** Takes the pattern of the matched route, for the log: the path itself holds capabilities. */
    readonly note: (route: string) => void;
  };
}

export type EdgeContext = Context<EdgeEnv>;
export type Endpoint = (c: EdgeContext) => Promise<Response>;

/** Return and webhook tokens: URL-safe, so that nothing has to be decoded or escaped. */
const TOKEN = /^[\w.~-]{1,256}$/;

/**
 * The session that the request may speak of. A wrong key, a malformed id and an unknown id give
 * the same answer; only the log tells them apart.
 * @throws {CheckoutError} `session_not_found`
 */
export async function authorizedSession(edge: Edge, c: EdgeContext): Promise<string> {
  const id = c.req.param('session_id') ?? '';
  const session = maskId(id);
  if (!(await edge.knowsClientKey(c.req.header(CLIENT_KEY_HEADER) ?? ''))) {
    c.env.log.warn('The client key is missing or not one of clientKeys.', { session });
    throw sessionNotFound();
  }
  if (!SessionId.safeParse(id).success) {
    c.env.log.warn('The session id is malformed.', { session });
    throw sessionNotFound();
  }
  return id;
}

/**
 * A header that was sent twice arrives joined by ", " and is refused for its space.
 * @throws {CheckoutError} `idempotency_key_missing`
 */
export function idempotencyKeyOf(c: EdgeContext): string {
  const key = c.req.header(IDEMPOTENCY_KEY_HEADER) ?? '';
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new CheckoutError(
    'idempotency_key_missing',
    `Send one ${IDEMPOTENCY_KEY_HEADER} header of 1 to 255 visible ASCII characters.`,
  );
}

/** A token from the path, or null when it cannot be one of ours. */
export function tokenOf(c: EdgeContext): string | null {
  const token = c.req.param('token') ?? '';
  return TOKEN.test(token) ? token : null;
}

export function methodNotAllowed(...allowed: readonly string[]): Endpoint {
  const error = new CheckoutError('method_not_allowed', `Use ${allowed.join(' or ')} here.`);
  return (c) => {
    const response = problemResponse(error, c.env.requestId);
    response.headers.set('Allow', allowed.join(', '));
    return Promise.resolve(response);
  };
}

/** A refusal is the caller's affair; what else goes wrong is ours. */
export function noteFailure(log: Log, error: CheckoutError): void {
  const { code, status } = error;
  if (status >= 500) log.error('A request failed.', { code, error });
  else log.info('A request was refused.', { code, error: error.message });
}

/** What every answer carries, unless its endpoint said otherwise. */
export function sealHeaders(headers: Headers, requestId: string): void {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set(REQUEST_ID_HEADER, requestId);
}

function sessionNotFound(): CheckoutError {
  return new CheckoutError('session_not_found', 'There is no such payment session.');
}
