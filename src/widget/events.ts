import type { PaymentSessionView } from '../contract/payment-session.js';
import type {
  HppBeforeCancelEvent,
  HppBeforeRedirectEvent,
  HppCancelEvent,
  HppRedirectEvent,
  HppReturnEvent,
  HppSettledEvent,
  HppStartAgainEvent,
} from './journey-events.js';
import type { Failure, FailureCode, Phase } from './session/state.js';

/** Every event leaves the element, bubbles, and crosses shadow roots. */
export class HppEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** The session was read and is shown. */
export class HppReadyEvent extends HppEvent {
  readonly session: PaymentSessionView;

  constructor(session: PaymentSessionView) {
    super('hpp-ready');
    this.session = session;
  }
}

/** The shopper selected a payment method. */
export class HppSelectEvent extends HppEvent {
  /** The code of the method. */
  readonly paymentMethod: string;

  constructor(paymentMethod: string) {
    super('hpp-select');
    this.paymentMethod = paymentMethod;
  }
}

/** Something went wrong. */
export class HppErrorEvent extends HppEvent {
  readonly code: FailureCode;
  /** Technical English: what happened. The console names the remedy. Not for shoppers. */
  readonly message: string;
  /** What to quote to support, when the backend answered. */
  readonly requestId: string | undefined;

  constructor(failure: Failure, message: string) {
    super('hpp-error');
    this.code = failure.code;
    this.message = message;
    this.requestId = failure.requestId;
  }
}

/** The widget went from one phase to another. */
export class HppStateChangeEvent extends HppEvent {
  readonly state: Phase;
  readonly previous: Phase;

  constructor(state: Phase, previous: Phase) {
    super('hpp-state-change');
    this.state = state;
    this.previous = previous;
  }
}

declare global {
  interface HTMLElementEventMap {
    'hpp-ready': HppReadyEvent;
    'hpp-select': HppSelectEvent;
    'hpp-before-redirect': HppBeforeRedirectEvent;
    'hpp-redirect': HppRedirectEvent;
    'hpp-before-cancel': HppBeforeCancelEvent;
    'hpp-cancel': HppCancelEvent;
    'hpp-settled': HppSettledEvent;
    'hpp-return': HppReturnEvent;
    'hpp-start-again': HppStartAgainEvent;
    'hpp-error': HppErrorEvent;
    'hpp-state-change': HppStateChangeEvent;
  }
}
