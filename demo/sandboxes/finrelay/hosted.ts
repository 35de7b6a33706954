import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { leave } from '../kit/page.js';
import { styles } from '../kit/styles.js';
import type { FinrelayContext } from './context.js';
import { linkOf } from './create.js';
import { challengePage, paymentPage, unavailablePage } from './pages.js';
import type { Payment } from './payment.js';
import { endVisit, isPayable, needsChallenge } from './shopper.js';

const Choice = z.object({
  action: z.enum(['pay', 'decline', 'cancel']),
  reason: z.string().max(64).optional(),
});

/** What a shopper's browser meets. */
export function hostedRoutes(app: Hono, context: FinrelayContext): void {
  const LINK = '/hpp/payment/:token/:session';

  /** The payment of the link, when it can be paid. */
  const find = (c: Context): Payment | undefined => {
    const payment = context.ledger.get(c.req.param('session') ?? '');
    const matches = payment !== undefined && payment.linkToken === c.req.param('token');
    return matches && isPayable(context, payment) ? payment : undefined;
  };

  app.get(LINK, (c) => {
    const payment = find(c);
    if (payment === undefined) return unavailablePage(c, context);
    return payment.state === 'CHALLENGE'
      ? challengePage(c, context, payment)
      : paymentPage(c, context, payment);
  });

  app.post(LINK, async (c) => {
    const choice = Choice.safeParse(await c.req.parseBody());
    // Looked up after the last await before the payment ends: a double submit finds it ended.
    const payment = find(c);
    if (payment === undefined) return unavailablePage(c, context);
    if (!choice.success) return c.json({ status: 'INVALID', errors: [] }, 400);
    if (choice.data.action === 'pay' && needsChallenge(payment)) {
      payment.state = 'CHALLENGE';
      return leave(c, linkOf(context, payment));
    }
    return leave(c, (await endVisit(context, payment, choice.data)).redirectUrl);
  });

  app.get('/static/sandbox.css', (c) => {
    c.header('Cache-Control', 'max-age=3600');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(styles('#3b3fc4'), 200, { 'Content-Type': 'text/css' });
  });
}
