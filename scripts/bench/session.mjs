/** The session that both subjects draw, as the backend's answer and as preload. */
export const SESSION_ID = 'benchbenchbenchbenchbench';

/** Three pictures, which the browser fetches once; every second row has none, so a letter. */
export const PICTURES = ['a', 'b', 'c'].map((name) => `/api/checkout/assets/${name}`);

const NAMES = ['KNET', 'Visa & Mastercard', 'Apple Pay', 'Pay later in four parts', 'Benefit'];

const money = (thousandths) => ({ value: (thousandths / 1000).toFixed(3), currency: 'KWD' });

/** Rows as a shop has them: some with a description, a fee, a badge, a reason why not. */
function method(n) {
  const fee = n % 3 === 1 ? 250 + n : 0;
  return {
    code: `m${n}`,
    gateway: 'ottu',
    name: n < NAMES.length ? NAMES[n] : `${NAMES[n % NAMES.length]} ${n}`,
    icon: n % 2 === 0 ? PICTURES[(n / 2) % PICTURES.length] : null,
    description: n % 2 === 1 ? 'Approved by your bank on its own page' : null,
    fee: fee ? money(fee) : null,
    fee_description: null,
    total: money(14_000 + fee),
    sandbox: n % 5 === 4,
    can_save_card: n === 1,
    unavailable_reason: n % 6 === 5 ? 'amount_too_low' : null,
  };
}

/** A session nobody has tried to pay, with `count` methods. */
export function session(count) {
  const sums = { subtotal: null, discount: null, shipping: null, tax: null };
  return {
    contract: 1,
    id: SESSION_ID,
    state: 'created',
    review: false,
    amount: money(14_000),
    captured_amount: null,
    refunded_amount: null,
    order: {
      reference: 'R-1042',
      description: null,
      merchant_name: 'Nakhla Coffee',
      items: [],
      ...sums,
    },
    payment_methods: Array.from({ length: count }, (_, n) => method(n)),
    expires_at: null,
    due_at: null,
    server_time: new Date().toISOString(),
    language: null,
    cancel_url: '/cart',
    attempt: null,
  };
}
