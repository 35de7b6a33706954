import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { CLIENT_KEY_HEADER, IDEMPOTENCY_KEY_HEADER, REQUEST_ID_HEADER } from '../contract/http.js';
import type { EdgeEnv } from './edge.js';
import { CheckoutError } from './errors.js';
import type { Settings } from './options.js';

/** Chromium keeps a preflight for at most two hours. */
const PREFLIGHT_SECONDS = 7200;

/**
 * Refuses what a page of a foreign origin tries to do. Browsers send `Origin` with every
 * cross-origin request that has an effect; a request without it comes from no foreign page.
 */
export function originGuard(settings: Settings): MiddlewareHandler<EdgeEnv> {
  const allowed = new Set([settings.publicOrigin, ...settings.allowedOrigins]);
  return async (c, next) => {
    const origin = c.req.header('Origin');
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (origin !== undefined && !reads && !allowed.has(origin)) {
      throw new CheckoutError(
        'origin_not_allowed',
        'Pages of this origin may not call this backend: open the page on the origin of publicUrl, or add its origin to allowedOrigins.',
        { cause: `Origin: ${origin}` },
      );
    }
    await next();
  };
}

/** Cross-origin headers for the session routes. Never with credentials: the kit reads no cookie. */
export function crossOrigin(settings: Settings): MiddlewareHandler<EdgeEnv> {
  return cors({
    origin: [...settings.allowedOrigins],
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: [CLIENT_KEY_HEADER, IDEMPOTENCY_KEY_HEADER, 'Content-Type'],
    exposeHeaders: ['Retry-After', REQUEST_ID_HEADER],
    maxAge: PREFLIGHT_SECONDS,
  });
}
