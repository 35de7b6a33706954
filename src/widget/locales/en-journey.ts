import type { FailureReason } from '../../contract/attempt.js';
import type { FailureCode, Outcome } from '../session/state.js';

/** A title and the sentences under it. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

const UNAVAILABLE = 'This payment is currently unavailable. Please contact the merchant.';

const outcomes: Readonly<Record<Outcome, Words>> = {
  paid: { title: 'Payment successful', text: 'Thank you. Your payment has been received.' },
  authorized: {
    title: 'Payment approved',
    text: 'Thank you. The amount is reserved; the merchant charges it later.',
  },
  cod: { title: 'Order placed', text: 'Thank you. You pay when you receive your order.' },
  refunded: {
    title: 'Payment refunded',
    text: 'The amount goes back to the account that you paid from.',
  },
  failed: { title: 'Payment failed', text: 'This payment cannot be completed any more.' },
  canceled: { title: 'Payment canceled', text: 'This payment was canceled.' },
  expired: {
    title: 'This payment has expired',
    text: 'The time to pay is over. Go back to the shop and start again.',
  },
  invalided: {
    title: 'This payment is no longer valid',
    text: 'Go back to the shop and start again.',
  },
};

const reasons: Readonly<Record<FailureReason, string>> = {
  declined: '',
  insufficient_funds: 'There was not enough money on the account.',
  card_expired: 'The card has expired.',
  card_not_supported: 'This card is not accepted.',
  authentication_failed: 'Your identity could not be confirmed.',
  limit_exceeded: 'A limit of the card or account was exceeded.',
  suspected_fraud: 'The bank refused it for security reasons.',
  provider_error: 'There was a technical problem.',
  provider_refused: '',
};

const failures: Readonly<Partial<Record<FailureCode, string>>> = {
  network_error: 'We could not reach the payment service. Check your connection and try again.',
  timeout: 'The payment service did not answer in time. Please try again.',
  session_changed: 'The amount or your order has changed. Please check it before you pay.',
  session_closed: 'This payment can no longer be made.',
  session_expired: 'The time to pay is over.',
  start_in_progress: 'The payment is already being started. Please try again in a moment.',
  too_many_attempts: 'There were too many attempts to pay. Please contact the merchant.',
  payment_method_unavailable: 'This payment method is not available now. Choose another one.',
  provider_unavailable:
    'This payment method does not respond right now. Try again or choose another one.',
  provider_refused: 'This payment could not be started. Try again or choose another method.',
  navigation_refused: 'This payment method cannot be opened. Please choose another one.',
  module_not_loaded: 'We could not load this step. Check your connection, then try again.',
};

/** The words of everything that comes after the list. */
export const enJourney = {
  unavailable: UNAVAILABLE,
  unavailableTitle: 'Payment unavailable',
  unreachable: 'We could not reach the payment service',
  unreachableText: 'Check your connection and try again. If you have just paid, do not pay again.',
  underWay: (name: string) => `A payment at ${name} is under way.`,
  underWayText: 'Continue it, or pay another way.',
  continueAt: (name: string) => `Continue at ${name}`,
  declined: (name: string) => `The payment at ${name} was declined.`,
  notStarted: (name: string) => `The payment at ${name} could not be started.`,
  notCharged: 'You were not charged. Try again or choose another method.',
  attemptCanceled: (name: string) => `The payment at ${name} was canceled.`,
  attemptExpired: (name: string) => `The payment at ${name} was not completed in time.`,
  again: 'Try again or choose another method.',
  starting: (name: string) => `Starting the payment with ${name}…`,
  leaving: (name: string) => `Taking you to ${name}…`,
  leavingText: 'You will finish the payment there. If nothing happens, continue yourself.',
  blocked: (name: string) => `This page could not open ${name}.`,
  blockedText: 'Choose another payment method or contact the merchant.',
  continueTo: (name: string) => `Continue to ${name}`,
  backToList: 'Choose another payment method',
  back: 'Back',
  warning: (name: string) => `We cannot stop the payment at ${name}.`,
  warningText: 'If you already completed it there, do not pay again.',
  payAnyway: (name: string) => `Pay with ${name} instead`,
  canceling: 'Canceling…',
  notCanceled: (name: string) => `The payment at ${name} was not canceled.`,
  notCanceledText: 'It is still under way: if you complete it there, you pay. You may leave now.',
  cancelUnreachable: 'We could not confirm that the payment was canceled.',
  cancelUnreachableText: 'We could not reach the payment service. You may close this page.',
  leave: 'Leave',
  stay: 'Stay here',
  departing: 'Taking you back…',
  departingText: 'If nothing happens, continue yourself.',
  departingUnsure:
    'We could not confirm that the payment was canceled. If nothing happens, continue yourself.',
  continue: 'Continue',
  confirming: {
    title: 'Confirming your payment…',
    text: 'This can take a moment. Please do not pay again.',
  },
  stalled: {
    title: 'We are still confirming your payment',
    text: 'It is safe to leave this page: the merchant gets the result. If you already paid, do not pay again.',
  },
  review: {
    title: 'Confirming your payment…',
    text: 'The merchant is checking it, which can take longer. It is safe to leave this page. Please do not pay again.',
  },
  quote: (id: string) => `If you contact the merchant, quote ${id}.`,
  check: 'Check again',
  anotherWay: 'Pay another way',
  unconfirmed: (name: string) => `The payment at ${name} is not confirmed yet.`,
  backToShop: 'Back to the shop',
  amount: 'Amount',
  chargedAmount: 'Charged',
  refundedAmount: 'Refunded',
  order: 'Order',
  method: 'Payment method',
  requestId: (id: string) => `Reference for support: ${id}`,
  subtotal: 'Subtotal',
  discount: 'Discount',
  shipping: 'Shipping',
  tax: 'Tax',
  total: 'Total',
  outcomes,
  reasons,
  failure: (code: FailureCode) => failures[code] ?? 'Something went wrong. Please try again.',
} as const;

export type JourneyStrings = typeof enJourney;
