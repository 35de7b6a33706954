import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { leave } from '../kit/page.js';
import { styles } from '../kit/styles.js';
import type { OpttyContext } from './context.js';
import { attemptUrl, linkUrl } from './create.js';
import { inProgress, isOpen, type Link } from './link.js';
import { attemptPage, choicePage, missingPage, progressPage, statusPage } from './pages.js';
import { Refused } from './refused.js';
import { begin, drop, end, isTip, offers } from './shopper.js';

const Begin = z.object({ method: z.string(), tip: z.string().default('0') });
const Drop = z.object({ action: z.literal('drop') });
const End = z.object({
  action: z.enum(['pay', 'decline', 'cancel']),
  reason: z.string().max(64).optional(),
});

/** What a shopper's browser meets. */
export function hostedRoutes(app: Hono, context: OpttyContext): void {
  const find = (c: Context): Link | undefined => context.ledger.get(c.req.param('link') ?? '');

  app.get('/pay/:link', (c) => {
    const link = find(c);
    if (link === undefined) return missingPage(c, context);
    if (!isOpen(link)) return statusPage(c, context, link);
    return inProgress(link) === undefined
      ? choicePage(c, context, link)
      : progressPage(c, context, link, 200);
  });

  app.post('/pay/:link', async (c) => {
    const link = find(c);
    const form = await c.req.parseBody();
    if (link === undefined) return missingPage(c, context);
    if (!isOpen(link)) return statusPage(c, context, link);
    const current = inProgress(link);
    if (Drop.safeParse(form).success) {
      if (current !== undefined) drop(link, current);
      return leave(c, linkUrl(context, link));
    }
    if (current !== undefined) return progressPage(c, context, link, 409);
    const { data: wish } = Begin.safeParse(form);
    if (wish === undefined || !isTip(link, wish.tip))
      throw new Refused(400, 'The tip is not valid');
    if (!offers(context, link).some(({ code }) => code === wish.method)) {
      throw new Refused(400, 'This provider does not take the payment');
    }
    const attempt = await begin(context, link, wish.method, wish.tip);
    return leave(c, attempt ? attemptUrl(context, link, attempt) : linkUrl(context, link));
  });

  app.get('/pay/:link/:attempt', (c) => {
    const link = find(c);
    const attempt = link === undefined ? undefined : inProgress(link);
    if (link === undefined) return missingPage(c, context);
    return attempt?.id === c.req.param('attempt')
      ? attemptPage(c, context, link, attempt)
      : leave(c, linkUrl(context, link));
  });

  app.post('/pay/:link/:attempt', async (c) => {
    const choice = End.safeParse(await c.req.parseBody());
    const link = find(c);
    if (link === undefined) return missingPage(c, context);
    if (!choice.success) throw new Refused(400, 'The choice is not valid');
    // Looked up after the last await before the payment ends: a double submit finds it ended.
    const attempt = inProgress(link);
    if (attempt?.id === c.req.param('attempt')) await end(context, link, attempt, choice.data);
    return leave(c, linkUrl(context, link));
  });

  app.get('/static/sandbox.css', (c) => {
    c.header('Cache-Control', 'max-age=3600');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(styles('#0b7a6b'), 200, { 'Content-Type': 'text/css' });
  });
}
