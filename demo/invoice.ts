import { Hono } from 'hono';
import type { Checkout } from 'hpp-checkout/server';

/** `D-1A2B3C4D.txt`: whoever knows the number of an order gets its invoice. */
const FILE = /^(D-[0-9A-F]{8})\.txt$/;

/** The invoices of the shop: what the attachment of a session leads to. */
export function invoices({ sessions }: Pick<Checkout, 'sessions'>): Hono {
  const routes = new Hono();
  routes.get('/:file', async (c) => {
    const [, reference] = FILE.exec(c.req.param('file')) ?? [];
    if (reference === undefined) return c.notFound();
    const [session] = (await sessions.list({ reference, limit: 1 })).sessions;
    if (session === undefined) return c.notFound();
    const { amount, createdAt } = session;
    const lines = ['Diwan', '', `Invoice ${reference} of ${createdAt.slice(0, 10)}`];
    const text = [...lines, `Total: ${amount.value} ${amount.currency}`, ''].join('\n');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Content-Disposition', `attachment; filename="invoice-${reference}.txt"`);
    return c.text(text);
  });
  return routes;
}
