import { chosenPlan, type PaymentMethodView } from '../contract/payment-method.js';
import type { PaymentSessionView } from '../contract/payment-session.js';
import type { StartPaymentRequest } from '../contract/start-payment.js';
import type { Money } from '../contract/money.js';

/** What the widget sends for this method. */
export function startBody(
  view: PaymentSessionView,
  method: PaymentMethodView,
): StartPaymentRequest {
  const plan = chosenPlan(method, undefined);
  return {
    payment_method: method.code,
    options: {
      ...(plan && { instalments: plan.count }),
      ...(view.terms && { terms_accepted: true }),
    },
    amount: view.amount,
    total: method.total,
  };
}

/** A start that no backend can carry out, though nothing in it is malformed. */
export function impossibleStart(view: PaymentSessionView): StartPaymentRequest {
  return {
    payment_method: 'hpp-checkout-check:no-such-method',
    options: view.terms ? { terms_accepted: true } : {},
    amount: view.amount,
    total: view.amount,
  };
}

/** Another amount of as many digits, and never nothing. */
export function otherAmount({ value, currency }: Money): Money {
  return { currency, value: String((Number(value[0]) % 9) + 1) + value.slice(1) };
}
