import type { Context, Hono } from 'hono';
import { demandAccess, issueToken } from './access.js';
import type { FinrelayContext } from './context.js';
import { createPayment, linkOf } from './create.js';
import { LoginRequest, ManageRequest, PageRequest, SessionRequest } from './fields.js';
import { invalid, parseAs, Refused } from './invalid.js';
import { manage } from './manage.js';

const NAMES: Readonly<Record<string, string>> = {
  '/api/oauth2/login/token': 'token',
  '/api/sessions': 'session',
  '/api/hosted-payment-page': 'hosted_payment_page',
  '/api/transactions/manage': 'manage',
};

/** The sandbox's names of its endpoints, as faults and records use them. */
export function operationName(_method: string, path: string): string | undefined {
  if (path === '/_control' || path.startsWith('/static/')) return undefined;
  return NAMES[path.replace(/\/+$/, '')] ?? (path.startsWith('/api/') ? 'unknown' : 'page');
}

async function bodyOf(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Refused(415, [{ property: 'Content-Type', message: 'must be application/json' }]);
  }
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw invalid('body', 'is not valid JSON');
  }
}

export function apiRoutes(app: Hono, context: FinrelayContext): void {
  app.post('/api/oauth2/login/token', async (c) =>
    c.json(issueToken(context, parseAs(LoginRequest, await bodyOf(c)))),
  );

  app.post('/api/sessions', async (c) => {
    demandAccess(context, c.req.raw.headers, true);
    const payment = createPayment(context, parseAs(SessionRequest, await bodyOf(c)));
    // Only "session id" is known of the answer; the link is there for pages without the embedded app.
    return c.json({ session_id: payment.sessionId, redirect_url: linkOf(context, payment) });
  });

  app.post('/api/hosted-payment-page', async (c) => {
    demandAccess(context, c.req.raw.headers, false);
    const payment = createPayment(context, parseAs(PageRequest, await bodyOf(c)));
    return c.json({ redirect_url: linkOf(context, payment), session_id: payment.sessionId });
  });

  app.post('/api/transactions/manage', async (c) => {
    demandAccess(context, c.req.raw.headers, false);
    return c.json(await manage(context, parseAs(ManageRequest, await bodyOf(c))));
  });

  for (const path of Object.keys(NAMES)) {
    app.all(path, (c) => {
      throw new Refused(405, [{ property: 'method', message: `${c.req.method} is not allowed` }]);
    });
  }
}

/** How a refused request is answered. */
export function errorAnswer(error: Error, c: Context): Response {
  if (error instanceof Refused) return c.json(error.body, error.status);
  console.error(error);
  return c.json({ status: 'ERROR', errors: [{ property: '', message: 'internal error' }] }, 500);
}

export const notFound = (c: Context): Response =>
  c.json(new Refused(404, [{ property: 'path', message: 'does not exist' }]).body, 404);
