/** The server of a merchant, whole. Copy it; replace the catalogue, the keys and the store. */
import { Hono } from 'hono';
import { consoleLog } from 'hpp-checkout/node';
import { createCheckout, type CheckoutOptions } from 'hpp-checkout/server';
import { finrelay, type FinrelayOptions } from 'hpp-checkout/server/finrelay';
import { memoryStore } from 'hpp-checkout/server/memory';
import { ottu, type OttuOptions } from 'hpp-checkout/server/ottu';
import { CUSTOMER, DELIVERY_FILS, dinars, pictures, priceCart } from './catalog.js';

export interface ProviderOptions {
  readonly ottu: OttuOptions;
  readonly finrelay: FinrelayOptions;
}

/** `shopUrl` is where shoppers and providers reach the shop. */
export function merchantServer(
  shopUrl: string,
  providers: ProviderOptions,
  overrides: Partial<CheckoutOptions> = {},
) {
  const checkout = createCheckout({
    publicUrl: `${shopUrl}/api/checkout`,
    returnUrl: `${shopUrl}/return`,
    cancelUrl: `${shopUrl}/canceled`,
    gateways: [ottu(providers.ottu), finrelay(providers.finrelay)],
    store: memoryStore(),
    clientKeys: ['pk_demo_diwan'],
    assets: { files: pictures },
    log: consoleLog,
    // The only place from which goods are handed out. It may hear of a change twice.
    onStateChange: ({ session }) => console.log('order', session.reference, session.state),
    ...overrides,
  });

  const app = new Hono();
  app.post('/orders', async (c) => {
    const { items, subtotal, total } = priceCart(await c.req.json());
    if (items.length === 0) return c.json({ error: 'The cart is empty.' }, 400);
    const session = await checkout.sessions.create({
      reference: `D-${crypto.randomUUID().slice(0, 8).toUpperCase()}`,
      amount: dinars(total),
      order: {
        merchant_name: 'Diwan',
        items: items.map(({ product, quantity }) => ({
          name: product.name,
          quantity,
          total: dinars(product.fils * quantity),
          image: { file: product.id },
        })),
        subtotal: dinars(subtotal),
        shipping: dinars(DELIVERY_FILS),
      },
      customer: CUSTOMER,
    });
    return c.json({ session_id: session.id });
  });
  app.all('/api/checkout/*', (c) => checkout.fetch(c.req.raw));
  return { app, checkout };
}
