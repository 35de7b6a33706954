import type { Context, Hono } from 'hono';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { leave } from '../kit/page.js';
import { styles } from '../kit/styles.js';
import { checkoutUrl } from './answer.js';
import type { OttuContext } from './context.js';
import { iconSvg } from './icons.js';
import { chooserPage, gatewayPage, refusalPage, summaryPage, unknownPage } from './pages.js';
import {
  breakAttempt,
  endAttempt,
  expireIfDue,
  openAttempt,
  tellMerchant,
  lastAttempt,
  type PayerResult,
} from './payer.js';
import { isOpen, type Transaction } from './transaction.js';

const Choice = z.object({
  action: z.enum(['pay', 'decline', 'cancel']),
  reason: z.string().max(64).optional(),
  save_card: z.string().optional(),
});

const asset = (c: Context, type: string, body: string, maxAge: number): Response => {
  c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cache-Control', `max-age=${maxAge}`);
  return c.body(body, 200, { 'Content-Type': type });
};

/** What a payer's browser meets: pages, images, files. */
export function hostedRoutes(app: Hono, context: OttuContext): void {
  const { ledger, url } = context;
  const find = (c: Context): Transaction | undefined =>
    ledger.get(c.req.param('session') ?? c.req.query('session_id') ?? '');

  const follow = (c: Context, { sessionId }: Transaction, { redirectUrl }: PayerResult): Response =>
    leave(c, redirectUrl ?? url(`/checkout/${sessionId}/summary/`));

  app.get('/b/checkout/redirect/start', (c) => {
    const transaction = find(c);
    if (transaction === undefined) return unknownPage(c, context);
    if (expireIfDue(context, transaction)) return refusalPage(c, context, transaction, 'expired');
    if (!isOpen(transaction)) return summaryPage(c, context, transaction);
    return chooserPage(c, context, transaction);
  });

  app.get('/checkout/:session/summary', (c) => {
    const transaction = find(c);
    return transaction ? summaryPage(c, context, transaction) : unknownPage(c, context);
  });

  app.get('/checkout/:session/:code', async (c) => {
    const transaction = find(c);
    if (transaction === undefined) return unknownPage(c, context);
    const code = c.req.param('code');
    const attempt = openAttempt(context, transaction, code);
    if (typeof attempt === 'string') return refusalPage(c, context, transaction, attempt);
    if (context.settings.value.broken_codes.includes(code)) {
      return follow(c, transaction, await breakAttempt(context, transaction, attempt));
    }
    return gatewayPage(c, context, transaction, attempt);
  });

  app.post('/checkout/:session/:code/:reference', async (c) => {
    const transaction = find(c);
    const attempt = transaction?.attempts.find(
      (each) => each.reference === c.req.param('reference'),
    );
    if (transaction === undefined || attempt === undefined) return unknownPage(c, context);
    const choice = Choice.safeParse(await c.req.parseBody());
    if (!choice.success) return c.json({ detail: 'Unknown action.' }, 400);
    const { action, reason, save_card } = choice.data;
    const saveCard = save_card !== undefined;
    const result = await endAttempt(context, transaction, attempt, { action, reason, saveCard });
    if (typeof result === 'string') return refusalPage(c, context, transaction, result);
    return follow(c, transaction, result);
  });

  // The `cancel_url` of the SDK's payload: ends the payment and tells the merchant.
  app.post('/b/checkout/cancel/:session', async (c) => {
    const transaction = find(c);
    if (transaction === undefined) return c.json({ detail: 'Not found.' }, 404);
    if (!isOpen(transaction)) return c.json({ detail: 'The payment cannot be canceled.' }, 400);
    const attempt = lastAttempt(context, transaction);
    attempt.state = 'canceled';
    transaction.state = 'canceled';
    await tellMerchant(context, transaction, attempt);
    return c.json({ detail: 'Success' });
  });

  app.get('/b/a/:short', (c) => {
    const found = ledger.list().find((each) => each.shortId === c.req.param('short'));
    if (!found?.attachment) return unknownPage(c, context);
    return c.redirect(
      url(`/attachments/${found.sessionId}/${encodeURIComponent(found.attachment.name)}`),
    );
  });

  app.get('/b/:short', (c) => {
    const found = ledger.list().find((each) => each.shortId === c.req.param('short'));
    return found ? c.redirect(checkoutUrl(context, found)) : unknownPage(c, context);
  });

  app.get('/attachments/:session/:name', (c) => {
    const file = find(c)?.attachment;
    if (file?.name !== c.req.param('name')) return unknownPage(c, context);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Content-Security-Policy', "default-src 'none'; sandbox");
    c.header(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
    return c.body(file.bytes, 200, { 'Content-Type': 'application/octet-stream' });
  });

  app.get('/qr/:file', (c) => {
    const transaction = ledger.get(c.req.param('file').replace(/\.svg$/, ''));
    if (transaction === undefined) return unknownPage(c, context);
    return asset(
      c,
      'image/svg+xml',
      renderSVG(checkoutUrl(context, transaction), { ecc: 'M', border: 4 }),
      0,
    );
  });

  app.get('/static/images/pg_icons/:file', async (c) => {
    const code = c.req.param('file').replace(/\.svg$/, '');
    const gateway = context.gateways.find((each) => each.code === code);
    if (gateway === undefined) return c.json({ detail: 'Not found.' }, 404);
    return asset(c, 'image/svg+xml', await iconSvg(gateway.icon), 3600);
  });

  app.get('/static/sandbox.css', (c) => asset(c, 'text/css', styles('#0b66c3'), 3600));
}
