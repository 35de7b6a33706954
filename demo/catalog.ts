import { readFileSync } from 'node:fs';
import { CATALOG, DELIVERY_FILS, type CartLine } from './products.js';

export { DELIVERY_FILS };

/** Who is signed in: a real shop asks its own accounts. */
export const CUSTOMER = {
  id: 'noor-1',
  firstName: 'Noor',
  email: 'noor@example.com',
  phone: '+96550000000',
};

const picture = (id: string) => ({
  type: 'image/svg+xml',
  body: new Uint8Array(readFileSync(new URL(`./shop/images/${id}.svg`, import.meta.url))),
});

/** The pictures of the products, by the names under which orders refer to them. */
export const pictures = Object.fromEntries(CATALOG.map(({ id }) => [id, picture(id)]));

export const dinars = (fils: number): { value: string; currency: string } => ({
  value: `${Math.trunc(fils / 1000)}.${String(fils % 1000).padStart(3, '0')}`,
  currency: 'KWD',
});

/** A cart that came over the wire: known products, sane quantities, our own prices. */
export function priceCart(cart: unknown) {
  const lines = Array.isArray(cart) ? (cart as readonly Partial<CartLine>[]) : [];
  const items = lines.flatMap(({ id, quantity = 0 }) => {
    const product = CATALOG.find((each) => each.id === id);
    const sane = Number.isInteger(quantity) && quantity > 0 && quantity < 100;
    return product !== undefined && sane ? [{ product, quantity }] : [];
  });
  const subtotal = items.reduce((sum, { product, quantity }) => sum + product.fils * quantity, 0);
  return { items, subtotal, total: subtotal + DELIVERY_FILS };
}
