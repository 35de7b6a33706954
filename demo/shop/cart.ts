import { CATALOG, DELIVERY_FILS, type CartLine, type Product } from '../products.js';
import { applyScenario, byId, dinars } from './page.js';

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
  const copy = byId<HTMLTemplateElement>('line').content.cloneNode(true) as DocumentFragment;
  const find = <T extends HTMLElement>(selector: string): T => copy.querySelector(selector) as T;
  find<HTMLImageElement>('img').src = product.image;
  find('h2').textContent = product.name;
  find('p').textContent = product.detail;
  find('output').textContent = String(quantity);
  find('.line-price').textContent = dinars(product.fils * quantity);
  find('.stepper').setAttribute('aria-label', `Quantity of ${product.name}`);
  find('.less').onclick = () => setQuantity(product.id, quantity - 1);
  find('.more').onclick = () => setQuantity(product.id, Math.min(quantity + 1, 99));
  find('.remove').onclick = () => setQuantity(product.id, 0);
  return copy;
}

function draw(): void {
  const lines = cart.flatMap(({ id, quantity }) => {
    const product = CATALOG.find((each) => each.id === id);
    return product === undefined ? [] : [{ product, quantity }];
  });
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.fils * quantity, 0);
  byId('lines').replaceChildren(...lines.map(({ product, quantity }) => lineOf(product, quantity)));
  byId('empty').hidden = lines.length > 0;
  byId('subtotal').textContent = dinars(subtotal);
  byId('delivery').textContent = dinars(lines.length > 0 ? DELIVERY_FILS : 0);
  byId('total').textContent = dinars(lines.length > 0 ? subtotal + DELIVERY_FILS : 0);
  byId<HTMLButtonElement>('checkout').disabled = lines.length === 0;
}

/** The merchant's server makes the payment session; the page only carries its id. */
async function goToCheckout(): Promise<void> {
  const button = byId<HTMLButtonElement>('checkout');
  button.disabled = true;
  byId('failure').textContent = '';
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
    byId('failure').textContent = 'The order could not be placed. Please try again.';
    button.disabled = false;
  }
}

byId('checkout').onclick = () => void goToCheckout();
byId('refill').onclick = () => {
  cart = FIRST;
  sessionStorage.removeItem(KEY);
  draw();
};
// Back from the checkout: the button waits no longer.
addEventListener('pageshow', draw);
draw();
