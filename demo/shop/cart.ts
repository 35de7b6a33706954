import { CATALOG, DELIVERY_FILS, type CartLine, type Product } from '../products.js';
import { applyScenario, byId, dinars, find } from './page.js';

const KEY = 'diwan-cart';
const FIRST: readonly CartLine[] = [
  { id: 'dallah', quantity: 1 },
  { id: 'finjan', quantity: 1 },
  { id: 'beans', quantity: 2 },
];

const scenario = applyScenario();
const shop = scenario.methods === 'fifty' ? '/many' : '';
let cart = restore();

function restore(): readonly CartLine[] {
  try {
    return (
      (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as readonly CartLine[] | null) ?? FIRST
    );
  } catch {
    return FIRST;
  }
}

function setQuantity(id: string, quantity: number): void {
  cart = cart
    .map((line) => (line.id === id ? { id, quantity } : line))
    .filter((line) => line.quantity > 0);
  sessionStorage.setItem(KEY, JSON.stringify(cart));
  draw();
}

function lineOf(product: Product, quantity: number): Node {
  const copy = document.importNode(byId('line', 'template').content, true);
  find(copy, 'img', 'img').src = product.image;
  find(copy, 'h2', 'h2').textContent = product.name;
  find(copy, 'p', 'p').textContent = product.detail;
  find(copy, 'output', 'output').textContent = String(quantity);
  find(copy, '.line-price', 'span').textContent = dinars(product.fils * quantity);
  find(copy, '.stepper', 'div').setAttribute('aria-label', `Quantity of ${product.name}`);
  const presses = {
    '.less': quantity - 1,
    '.more': Math.min(quantity + 1, 99),
    '.remove': 0,
  };
  for (const [button, next] of Object.entries(presses)) {
    find(copy, button, 'button').onclick = () => setQuantity(product.id, next);
  }
  return copy;
}

function draw(): void {
  const lines = cart.flatMap(({ id, quantity }) => {
    const product = CATALOG.find((each) => each.id === id);
    return product === undefined ? [] : [{ product, quantity }];
  });
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.fils * quantity, 0);
  byId('lines', 'ul').replaceChildren(
    ...lines.map(({ product, quantity }) => lineOf(product, quantity)),
  );
  byId('empty', 'p').hidden = lines.length > 0;
  byId('subtotal', 'dd').textContent = dinars(subtotal);
  byId('delivery', 'dd').textContent = dinars(lines.length > 0 ? DELIVERY_FILS : 0);
  byId('total', 'dd').textContent = dinars(lines.length > 0 ? subtotal + DELIVERY_FILS : 0);
  byId('checkout', 'button').disabled = lines.length === 0;
}

/** The merchant's server makes the payment session; the page only carries its id. */
async function goToCheckout(): Promise<void> {
  const button = byId('checkout', 'button');
  button.disabled = true;
  byId('failure', 'p').textContent = '';
  try {
    const answer = await fetch(`${shop}/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(cart),
    });
    if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
    const { session_id: id } = (await answer.json()) as { session_id: string };
    const path = scenario.frame === 'framed' ? 'framed' : 'checkout';
    location.assign(`${shop}/${path}?session_id=${encodeURIComponent(id)}`);
  } catch (error) {
    console.error(error);
    byId('failure', 'p').textContent = 'The order could not be placed. Please try again.';
    button.disabled = false;
  }
}

byId('checkout', 'button').onclick = () => void goToCheckout();
byId('refill', 'button').onclick = () => {
  cart = FIRST;
  sessionStorage.removeItem(KEY);
  draw();
};
// Back from the checkout: the button waits no longer.
addEventListener('pageshow', draw);
draw();
