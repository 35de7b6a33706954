/** The server of a merchant, whole. Copy it; replace the catalogue, the keys and the folder. */
import { Hono } from 'hono';
import { consoleLog, createBackground } from 'hpp-checkout/node';
import { embeddedStore } from 'hpp-checkout/node/embedded';
import { createCheckout, type CheckoutOptions, type Store } from 'hpp-checkout/server';
import { finrelay } from 'hpp-checkout/server/finrelay';
import { optty } from 'hpp-checkout/server/optty';
import { ottu } from 'hpp-checkout/server/ottu';
import { paymentOptions } from 'hpp-checkout/server/paymentoptions';
import { postpay } from 'hpp-checkout/server/postpay';
import type { Accounts } from './accounts.js';
import { CUSTOMER, dinars, numbered, pictures, priceCart } from './catalog.js';

/** `shopUrl` is where shoppers and providers reach the shop. */
export async function merchantServer(
  shopUrl: string,
  accounts: Accounts,
  overrides: Partial<CheckoutOptions> = {},
) {
  const store: Store & { readonly close?: () => Promise<void> } =
    overrides.store ?? (await embeddedStore({ folder: '.data/demo' }));
  const background = createBackground();
  const checkout = createCheckout({
    publicUrl: `${shopUrl}/api/checkout`,
    returnUrl: `${shopUrl}/return`,
    cancelUrl: `${shopUrl}/canceled`,
    hostedUrl: `${shopUrl}/checkout`,
    gateways: [
      ottu(accounts.ottu),
      finrelay(accounts.finrelay),
      optty(accounts.optty),
      paymentOptions(accounts.paymentoptions),
      postpay(accounts.postpay),
    ],
    clientKeys: ['pk_demo_diwan'],
    assets: { files: pictures },
    log: consoleLog,
    waitUntil: background.waitUntil,
    // The only place from which goods are handed out. It may hear of a change twice.
    onStateChange: ({ session }) => console.log('order', session.reference, session.state),
    ...overrides,
    store,
  });

  const app = new Hono();
  app.post('/orders', async (c) => {
    const { total, order } = priceCart(await c.req.json());
    if (order.items.length === 0) return c.json({ error: 'The cart is empty.' }, 400);
    const session = await checkout.sessions.create({
      ...numbered(shopUrl),
      amount: dinars(total),
      order,
      customer: CUSTOMER,
    });
    return c.json({ session_id: session.id });
  });
  app.all('/api/checkout/*', (c) => checkout.fetch(c.req.raw));
  return { app, checkout, close: () => background.settled().then(() => store.close?.()) };
}
