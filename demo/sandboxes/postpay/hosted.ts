import type { Context, Hono } from 'hono';
import { leave } from '../kit/page.js';
import { styles } from '../kit/styles.js';
import { CardForm, firstFields, problemsOf } from './card.js';
import type { PostpayContext } from './context.js';
import type { Order } from './order.js';
import { endedPage, paymentPage, unavailablePage } from './pages.js';
import { Refused } from './refused.js';
import { endVisit, isPayable } from './shopper.js';

/** What a shopper's browser meets. */
export function hostedRoutes(app: Hono, context: PostpayContext): void {
  const LINK = '/checkout/:token';

  /** The order of the link, when it can be paid. */
  const find = (c: Context): Order | undefined => {
    const order = context.ledger.byToken(c.req.param('token') ?? '');
    return order !== undefined && isPayable(context, order) ? order : undefined;
  };

  app.get(LINK, (c) => {
    const order = find(c);
    if (order === undefined) return unavailablePage(c, context);
    const fields = firstFields(order, context.now(), context.settings.value.prefill);
    return paymentPage(c, context, order, fields, []);
  });

  app.post(LINK, async (c) => {
    const parsed = CardForm.safeParse(await c.req.parseBody());
    // Looked up after the last await before the visit ends: a double submit finds it ended.
    const order = find(c);
    if (order === undefined) return unavailablePage(c, context);
    if (!parsed.success) throw new Refused('invalid');
    const { action, num_instalments: wanted, ...fields } = parsed.data;
    const problems = action === 'pay' ? problemsOf(fields, context.now()) : [];
    if (problems.length > 0) return paymentPage(c, context, order, fields, problems);
    const numInstalments = context.instalments.find((each) => each === wanted);
    const { redirectUrl } = await endVisit(context, order, { action, numInstalments });
    return redirectUrl === null ? endedPage(c, context) : leave(c, redirectUrl);
  });

  app.get('/static/sandbox.css', (c) => {
    c.header('Cache-Control', 'max-age=3600');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(styles('#3e6ae1'), 200, { 'Content-Type': 'text/css' });
  });
}
