import type { AttemptView } from '../../src/contract/attempt.js';
import type { PaymentMethodView } from '../../src/contract/payment-method.js';
import type { PaymentSessionView } from '../../src/contract/payment-session.js';

export const SESSION_ID = 'session_0123456789abcdefgh';
export const OTHER_SESSION_ID = 'session_hgfedcba9876543210';

export const kwd = (value: string) => ({ value, currency: 'KWD' });

export function aMethod(code: string, changes: Partial<PaymentMethodView> = {}): PaymentMethodView {
  return {
    code,
    gateway: 'ottu',
    name: code.toUpperCase(),
    icon: null,
    description: null,
    fee: null,
    fee_description: null,
    total: kwd('14.000'),
    sandbox: false,
    can_save_card: false,
    unavailable_reason: null,
    ...changes,
  };
}

export function anAttempt(changes: Partial<AttemptView> = {}): AttemptView {
  return {
    id: 'attempt_1',
    state: 'redirected',
    payment_method: 'knet',
    payment_method_name: 'KNET',
    failure_reason: null,
    started_at: '2026-01-01T00:00:00Z',
    returned_at: null,
    ...changes,
  };
}

/** An attempt that the shopper has come back from. */
export const aReturn = (changes: Partial<AttemptView> = {}) =>
  anAttempt({ state: 'returned', returned_at: '2026-01-01T00:01:00Z', ...changes });

export function aSession(changes: Partial<PaymentSessionView> = {}): PaymentSessionView {
  return {
    contract: 1,
    id: SESSION_ID,
    state: 'created',
    review: false,
    amount: kwd('14.000'),
    captured_amount: null,
    refunded_amount: null,
    order: {
      reference: 'R-20418',
      description: null,
      merchant_name: 'Bayan Coffee',
      items: [{ name: 'Guji', quantity: 2, total: kwd('9.000'), image: null }],
      subtotal: kwd('15.500'),
      discount: kwd('1.500'),
      shipping: null,
      tax: null,
    },
    payment_methods: [
      aMethod('knet'),
      aMethod('card', {
        fee: kwd('0.350'),
        total: kwd('14.350'),
        can_save_card: true,
        description: 'Visa, Mastercard',
      }),
      aMethod('stc', { unavailable_reason: 'currency_not_supported' }),
    ],
    expires_at: null,
    due_at: null,
    server_time: '2026-01-01T00:00:00Z',
    language: null,
    cancel_url: '/cart',
    attempt: null,
    ...changes,
  };
}
