import type { AttemptView } from '../../contract/attempt.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { Redirect } from '../../contract/redirect.js';
import type { Cancelable, CheckoutEvent, CheckoutState, Failure, Order, Outcome } from './state.js';

/** What the merchant's page hears. */
export type Announcement =
  | { readonly type: 'ready'; readonly session: PaymentSessionView }
  | { readonly type: 'select'; readonly method: string }
  | { readonly type: 'error'; readonly failure: Failure }
  | { readonly type: 'cancel_left'; readonly canceled: boolean; readonly url: string | null }
  | {
      readonly type: 'settle';
      readonly outcome: Outcome;
      readonly session: PaymentSessionView;
      /** Announced once per page load for each key. */
      readonly key: string;
    };

/** Work that takes time. It belongs to the phase that asked for it and ends with it. */
export type Work =
  | { readonly type: 'load' }
  | { readonly type: 'ask'; readonly session: PaymentSessionView; readonly order: Order }
  | { readonly type: 'ask_cancel'; readonly session: PaymentSessionView | null }
  | { readonly type: 'start'; readonly session: PaymentSessionView; readonly order: Order }
  | { readonly type: 'leave'; readonly attempt: AttemptView; readonly redirect: Redirect }
  | { readonly type: 'cancel'; readonly from: Cancelable }
  | { readonly type: 'depart'; readonly url: string }
  | { readonly type: 'poll'; readonly now: boolean }
  /** The event needs code that is not here yet: fetch it, then hand the event in again. */
  | { readonly type: 'defer'; readonly event: CheckoutEvent };

/** Effects are data; the controller runs them after the state has changed. */
export type Effect = Announcement | Work;

/** The answer of the machine to one event. */
export interface Step {
  readonly state: CheckoutState;
  readonly effects: readonly Effect[];
}

export const step = (state: CheckoutState, ...effects: readonly Effect[]): Step => ({
  state,
  effects,
});
