import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { leave } from '../kit/page.js';
import { styles } from '../kit/styles.js';
import type { PaymentOptionsContext } from './context.js';
import { paymentPage, returnPage, unavailablePage } from './pages.js';
import type { Payment } from './payment.js';
import { refuse } from './refused.js';
import { endVisit, fill, isPayable } from './shopper.js';

const Choice = z.object({
  action: z.enum(['pay', 'decline', 'cancel']),
  reason: z.string().max(64).optional(),
});

/** What a shopper's browser meets. */
export function hostedRoutes(app: Hono, context: PaymentOptionsContext): void {
  const LINK = '/:country/HostedPaymentPage/:token';

  /** The payment of the link, when it can be paid. */
  const find = (c: Context): Payment | undefined => {
    const payment = context.ledger.get(c.req.param('token') ?? '');
    return payment !== undefined && isPayable(context, payment) ? payment : undefined;
  };

  app.get(LINK, (c) => {
    const payment = find(c);
    return payment === undefined ? unavailablePage(c, context) : paymentPage(c, context, payment);
  });

  app.post(LINK, async (c) => {
    const form = await c.req.parseBody();
    const choice = Choice.safeParse(form);
    // Looked up after the last await before the payment ends: a double submit finds it ended.
    const payment = find(c);
    if (payment === undefined) return unavailablePage(c, context);
    if (!choice.success) throw refuse(400, 'action', 'is not valid');
    if (choice.data.action !== 'cancel') {
      const wrong = fill(payment, form);
      if (wrong.length > 0) return paymentPage(c, context, payment, wrong);
    }
    const { redirectUrl } = await endVisit(context, payment, choice.data);
    return context.settings.value.return_method === 'GET'
      ? leave(c, redirectUrl)
      : returnPage(c, context, redirectUrl);
  });

  app.get('/static/sandbox.css', (c) => {
    c.header('Cache-Control', 'max-age=3600');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(styles('#8a2c6b'), 200, { 'Content-Type': 'text/css' });
  });
}
