import type { Context, Hono } from 'hono';
import { demandMerchant, issueToken } from './access.js';
import type { OpttyContext } from './context.js';
import { createLink, linkAnswer } from './create.js';
import { InvoiceRequest, LinkRequest } from './fields.js';
import { refundOrCancel } from './manage.js';
import { parseAs, Refused } from './refused.js';

/** The sandbox's names of its endpoints, as faults and records use them. */
export const operationNames =
  ({ settings }: OpttyContext) =>
  (_method: string, path: string): string | undefined => {
    if (path === '/_control' || path.startsWith('/static/')) return undefined;
    const plain = path.replace(/\/+$/, '');
    if (plain === '/token') return 'token';
    if (plain === '/custom/hpp') return 'create';
    if (invoiceIn(plain, settings.value.refund_or_cancel_path) !== null) return 'refund_or_cancel';
    return path.startsWith('/pay/') ? 'page' : 'unknown';
  };

/** The invoice number in the path; empty when the body holds it, null when the path is another. */
function invoiceIn(path: string, template: string): string | null {
  const [before = '', after] = template.split('{invoiceNumber}');
  if (after === undefined) return path === template.replace(/\/+$/, '') ? '' : null;
  if (!path.startsWith(before) || !path.endsWith(after)) return null;
  const middle = path.slice(before.length, path.length - after.length);
  if (middle === '' || middle.includes('/')) return null;
  try {
    return decodeURIComponent(middle);
  } catch {
    return null;
  }
}

async function jsonOf(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return {};
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw new Refused(400, 'The body is not valid JSON');
  }
}

export function apiRoutes(app: Hono, context: OpttyContext): void {
  app.post('/token', async (c) => {
    const type = c.req.header('content-type') ?? '';
    const form = /^application\/x-www-form-urlencoded\b/i.test(type) ? await c.req.text() : '';
    c.header('Cache-Control', 'no-store');
    return c.json(issueToken(context, Object.fromEntries(new URLSearchParams(form))));
  });

  app.post('/custom/hpp', async (c) => {
    demandMerchant(context, c.req.raw.headers);
    const link = createLink(context, parseAs(LinkRequest, await jsonOf(c)));
    return c.json(linkAnswer(context, link), 201);
  });

  for (const path of ['/token', '/custom/hpp']) {
    app.all(path, (c) => {
      throw new Refused(405, `Cannot ${c.req.method} ${path}`);
    });
  }

  // Where the call lies is a setting that may change at any time, so it is looked at on each request.
  app.all('*', async (c, next) => {
    const { refund_or_cancel_path, refund_or_cancel_method } = context.settings.value;
    const invoice = invoiceIn(c.req.path, refund_or_cancel_path);
    if (invoice === null) return next();
    demandMerchant(context, c.req.raw.headers);
    if (c.req.method !== refund_or_cancel_method) {
      throw new Refused(405, `Cannot ${c.req.method} ${c.req.path}`);
    }
    const given = invoice === '' ? await jsonOf(c) : { invoiceNumber: invoice };
    return c.json(await refundOrCancel(context, parseAs(InvoiceRequest, given).invoiceNumber));
  });
}

/** How a refused request is answered. */
export function errorAnswer(error: Error, c: Context): Response {
  if (error instanceof Refused) return c.json(error.body, error.status);
  console.error(error);
  return c.json({ statusCode: 500, message: 'Internal server error' }, 500);
}

export const notFound = (c: Context): Response =>
  c.json(new Refused(404, `Cannot ${c.req.method} ${c.req.path}`).body, 404);
