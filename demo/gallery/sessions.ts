import type { AttemptView, PaymentMethodView, PaymentSessionView } from 'hpp-checkout';

/** The time in the gallery. It passes only where a scene lets it. */
export const NOW = '2026-01-01T12:00:00Z';

export const kwd = (value: string) => ({ value, currency: 'KWD' });

const picture = (label: string, color: string) => `/gallery/pictures/${label}/${color}.svg`;

export function method(
  code: string,
  name: string,
  changes: Partial<PaymentMethodView> = {},
): PaymentMethodView {
  return {
    code,
    gateway: 'ottu',
    name,
    icon: null,
    description: null,
    fee: null,
    fee_description: null,
    total: kwd('14.250'),
    sandbox: false,
    can_save_card: false,
    unavailable_reason: null,
    ...changes,
  };
}

export const KNET = method('knet', 'KNET', { icon: picture('KNET', '0a4b91') });
export const CARD = method('card', 'Credit card', {
  icon: picture('CARD', '1f2a44'),
  description: 'Visa, Mastercard',
  fee: kwd('0.350'),
  total: kwd('14.600'),
  can_save_card: true,
});
export const LATER = method('later', 'Postpay', {
  icon: picture('PP', '5b3a8c'),
  description: 'Three payments, one a month',
});
export const METHODS: readonly PaymentMethodView[] = [KNET, CARD, LATER];

export function attempt(changes: Partial<AttemptView> = {}): AttemptView {
  return {
    id: 'attempt_1',
    state: 'redirected',
    payment_method: 'knet',
    payment_method_name: 'KNET',
    failure_reason: null,
    started_at: NOW,
    returned_at: null,
    ...changes,
  };
}

/** An attempt that the shopper came back from. */
export const returned = (changes: Partial<AttemptView> = {}): AttemptView =>
  attempt({ state: 'returned', returned_at: NOW, ...changes });

export const ORDER = {
  reference: 'D-20418',
  description: null,
  merchant_name: 'Diwan',
  items: [
    { name: 'Finjan, set of six', quantity: 1, total: kwd('9.750'), image: null },
    {
      name: 'Guji beans, 250 g',
      quantity: 2,
      total: kwd('5.000'),
      image: picture('GUJI', '7a4a1f'),
    },
  ],
  subtotal: kwd('14.750'),
  discount: kwd('1.500'),
  shipping: kwd('1.000'),
  tax: null,
};

/** An open session. */
export function session(changes: Partial<PaymentSessionView> = {}): PaymentSessionView {
  return {
    contract: 1,
    id: 'gallery-session-of-any-scene',
    state: 'pending',
    review: false,
    amount: kwd('14.250'),
    captured_amount: null,
    refunded_amount: null,
    order: ORDER,
    payment_methods: [...METHODS],
    expires_at: null,
    due_at: null,
    server_time: NOW,
    language: null,
    cancel_url: '/gallery/provider',
    attempt: null,
    ...changes,
  };
}

/** A session after an attempt that did not pay it. */
export const attempted = (
  last: AttemptView,
  changes: Partial<PaymentSessionView> = {},
): PaymentSessionView => session({ state: 'attempted', attempt: last, ...changes });
