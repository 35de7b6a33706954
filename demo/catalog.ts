import { readFileSync } from 'node:fs';
import { CATALOG, DELIVERY_FILS, type CartLine } from './products.js';

const HOME = {
  line1: 'Block 4, Salem Al-Mubarak Street',
  city: 'Salmiya',
  state: 'Hawalli',
  country: 'KW',
  postalCode: '22002',
};

/** Who is signed in, and where the goods go: a real shop asks its own accounts. */
export const CUSTOMER = {
  id: 'noor-1',
  firstName: 'Noor',
  lastName: 'Al-Sabah',
  email: 'noor@example.com',
  phone: '+96550000000',
  billingAddress: HOME,
  shippingAddress: HOME,
};

const picture = (id: string) => ({
  type: 'image/svg+xml',
  body: new Uint8Array(readFileSync(new URL(`./shop/images/${id}.svg`, import.meta.url))),
});

/** The pictures of the shop and its products, by the names under which orders refer to them. */
export const pictures = Object.fromEntries(
  ['mark', ...CATALOG.map(({ id }) => id)].map((id) => [id, picture(id)]),
);

export const dinars = (fils: number): { value: string; currency: string } => ({
  value: `${Math.trunc(fils / 1000)}.${String(fils % 1000).padStart(3, '0')}`,
  currency: 'KWD',
});

/** A new order number, and the invoice that the shopper can keep: see `invoice.ts`. */
export function numbered(shopUrl: string) {
  const reference = `D-${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  const url = `${shopUrl}/invoices/${reference}.txt`;
  return { reference, attachment: { name: `Invoice ${reference}`, url } };
}

/** A cart that came over the wire: known products, sane quantities, our own prices. */
export function priceCart(cart: unknown) {
  const lines = Array.isArray(cart) ? (cart as readonly Partial<CartLine>[]) : [];
  const wanted = lines.flatMap(({ id, quantity = 0 }) => {
    const product = CATALOG.find((each) => each.id === id);
    const sane = Number.isInteger(quantity) && quantity > 0 && quantity < 100;
    return product !== undefined && sane ? [{ product, quantity }] : [];
  });
  const subtotal = wanted.reduce((sum, { product, quantity }) => sum + product.fils * quantity, 0);
  const order = {
    merchant_name: 'Diwan',
    merchant_logo: { file: 'mark' },
    items: wanted.map(({ product, quantity }) => ({
      name: product.name,
      quantity,
      total: dinars(product.fils * quantity),
      image: { file: product.id },
    })),
    subtotal: dinars(subtotal),
    shipping: dinars(DELIVERY_FILS),
  };
  return { total: subtotal + DELIVERY_FILS, order };
}
