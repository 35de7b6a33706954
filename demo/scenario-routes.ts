import { setTimeout as wait } from 'node:timers/promises';
import { Hono, type MiddlewareHandler } from 'hono';
import type { merchantServer } from './merchant-server.js';
import type { Providers } from './providers.js';
import { readScenario } from './scenario.js';
import type { DemoEnv } from './server.js';

/** How long a slow backend takes to answer, in milliseconds. */
const SLOW = 2500;

/** What providers hit; the panel spoils only what the page asks for. */
const FROM_PROVIDERS = /\/(?:returns|webhooks)\//;

/** Makes the merchant's backend slow, or drops the connection as a machine that is down would. */
export const backendFaults: MiddlewareHandler<DemoEnv> = async (c, next) => {
  const { backend } = readScenario(c.req.header('cookie'));
  if (backend === 'normal' || FROM_PROVIDERS.test(c.req.path)) return next();
  if (backend === 'slow') {
    await wait(SLOW);
    return next();
  }
  c.env.incoming.destroy();
  return c.body(null, 503);
};

type Checkout = Awaited<ReturnType<typeof merchantServer>>['checkout'];

/** Changes the session of a new order as the panel asks, by way of the merchant's own API. */
export function orderScenario(checkout: Checkout, shopUrl: string): MiddlewareHandler<DemoEnv> {
  return async (c, next) => {
    await next();
    const { session, direction, terms } = readScenario(c.req.header('cookie'));
    if (!c.res.ok) return;
    const { session_id: id } = (await c.res.clone().json()) as { session_id: string };
    if (direction === 'rtl') await checkout.sessions.update(id, { language: 'ar' });
    if (terms === 'required') {
      const asked = { name: 'Conditions of sale', url: `${shopUrl}/terms` };
      await checkout.sessions.update(id, { terms: asked });
    }
    if (session === 'expired') {
      await checkout.sessions.update(id, { expiresAt: new Date(Date.now() + 1).toISOString() });
    }
  };
}

/** Passes the panel's orders on to the sandboxes: the page may call no origin but its own. */
export function sandboxControls(providers: Providers): Hono<DemoEnv> {
  const routes = new Hono<DemoEnv>();
  routes.on(['GET', 'PUT'], '/sandboxes/:name', async (c) => {
    const url = providers.controlUrl(c.req.param('name'));
    if (url === null) return c.notFound();
    const { method } = c.req;
    const answer = await providers.fetch(
      method === 'GET'
        ? new Request(url)
        : new Request(url, {
            method,
            body: await c.req.text(),
            headers: { 'Content-Type': 'application/json' },
          }),
    );
    return c.json(await answer.json(), answer.status as 200);
  });
  return routes;
}

/** The plain pages know only a session id: one that comes without gets an order of its own. */
export function plainOrder(shop: Hono): MiddlewareHandler<DemoEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    if (url.searchParams.has('session_id')) return next();
    const answer = await shop.request('/orders', {
      method: 'POST',
      body: JSON.stringify([{ id: 'beans', quantity: 1 }]),
    });
    const { session_id: id } = (await answer.json()) as { session_id: string };
    return c.redirect(`${url.pathname}?session_id=${id}`, 303);
  };
}
