import { Hono, type MiddlewareHandler } from 'hono';
import { methodNotAllowed, noteFailure, type EdgeEnv } from '../edge.js';
import { CheckoutError } from '../errors.js';
import { toCheckoutError } from '../problem-response.js';
import { createAccess } from './access.js';
import { LoginBody } from './body.js';
import type { MerchantHttp } from './merchant-http.js';
import { operationEndpoints } from './operation-endpoints.js';
import { merchantProblem } from './problem.js';
import { readBodyAs } from './read.js';
import { sessionEndpoints } from './session-endpoints.js';

const SESSIONS = '/sessions';
const SESSION = '/sessions/:session_id';

/** What the merchant's server may ask, below `{publicUrl}/merchant`. */
export function merchantRoutes(http: MerchantHttp): Hono<EdgeEnv> {
  const access = createAccess(http.options, { issuer: http.publicUrl, now: http.now });
  const sessions = sessionEndpoints(http);
  const operations = operationEndpoints(http);
  const app = new Hono<EdgeEnv>();
  app.use(serversOnly);

  app.post('/token', async (c) => c.json(await access.logIn(await readBodyAs(c, LoginBody))));
  app.all('/token', methodNotAllowed('POST'));

  app.use('/sessions/*', async (c, next) => {
    await access.demand(c.req.raw.headers);
    await next();
  });
  app.post(SESSIONS, sessions.create);
  app.get(SESSIONS, sessions.list);
  app.all(SESSIONS, methodNotAllowed('GET', 'HEAD', 'POST'));
  app.get(SESSION, sessions.retrieve);
  app.patch(SESSION, sessions.update);
  app.all(SESSION, methodNotAllowed('GET', 'HEAD', 'PATCH'));
  app.get(`${SESSION}/view`, sessions.view);
  app.all(`${SESSION}/view`, methodNotAllowed('GET', 'HEAD'));
  app.get(`${SESSION}/events`, sessions.events);
  app.all(`${SESSION}/events`, methodNotAllowed('GET', 'HEAD'));

  const orders = {
    [`${SESSION}/cancel`]: sessions.cancel,
    [`${SESSION}/capture`]: operations.capture,
    [`${SESSION}/refund`]: operations.refund,
    [`${SESSION}/void`]: operations.void,
    [`${SESSION}/refund_or_cancel`]: operations.refundOrCancel,
    [`${SESSION}/operations/:operation_id/settle`]: operations.settle,
  };
  for (const [path, endpoint] of Object.entries(orders)) {
    app.post(path, endpoint);
    app.all(path, methodNotAllowed('POST'));
  }

  app.onError((thrown, c) => {
    // Unlike a page, the merchant's server may hear every code.
    const error = thrown instanceof CheckoutError ? thrown : toCheckoutError(thrown);
    noteFailure(c.env.log, error);
    if (error.code === 'unauthorized') {
      c.env.log.warn('A merchant server was not let in.', { why: error.cause });
    }
    return merchantProblem(error, c.env.requestId);
  });
  return app;
}

/** Browsers send `Origin` with whatever has an effect; a server has no reason to. */
const serversOnly: MiddlewareHandler<EdgeEnv> = async (c, next) => {
  if (c.req.header('Origin') !== undefined) {
    const why = 'Call this from your server: its key and its password must not be in a page.';
    throw new CheckoutError('origin_not_allowed', why);
  }
  await next();
};
