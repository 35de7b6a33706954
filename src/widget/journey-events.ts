import type { AttemptView } from '../contract/attempt.js';
import type { PaymentSessionView } from '../contract/payment-session.js';
import { HppEvent } from './events.js';
import type { Outcome } from './session/state.js';

/** Fired before an irreversible act. `preventDefault()` forbids it. */
class HppBeforeEvent extends HppEvent {
  readonly #pending: Promise<unknown>[] = [];

  constructor(type: string) {
    super(type, true);
  }

  /**
   * Holds the act until `promise` is fulfilled. A rejection forbids it, and so does a promise that
   * is still pending after 30 seconds.
   */
  waitUntil(promise: Promise<unknown>): void {
    this.#pending.push(promise);
  }

  /** Fulfilled when every promise given to `waitUntil` is. */
  get settled(): Promise<unknown> {
    return Promise.all(this.#pending);
  }
}

/** The shopper wants to pay; nothing has been started yet. Cancelable. */
export class HppBeforeRedirectEvent extends HppBeforeEvent {
  readonly paymentMethod: string;
  readonly session: PaymentSessionView;

  constructor(paymentMethod: string, session: PaymentSessionView) {
    super('hpp-before-redirect');
    this.paymentMethod = paymentMethod;
    this.session = session;
  }
}

/** The attempt exists and the page is about to go to the provider. */
export class HppRedirectEvent extends HppEvent {
  readonly attempt: AttemptView;

  constructor(attempt: AttemptView) {
    super('hpp-redirect');
    this.attempt = attempt;
  }
}

/** The shopper wants to cancel; nothing has been canceled yet. Cancelable. */
export class HppBeforeCancelEvent extends HppBeforeEvent {
  /** Null when the session could not be read. */
  readonly session: PaymentSessionView | null;

  constructor(session: PaymentSessionView | null) {
    super('hpp-before-cancel');
    this.session = session;
  }
}

/** The shopper leaves through cancel. */
export class HppCancelEvent extends HppEvent {
  /** False when the session stays open, for example because the backend did not answer. */
  readonly canceled: boolean;
  /** Where the page goes now; null when it stays. */
  readonly url: string | null;

  constructor(canceled: boolean, url: string | null) {
    super('hpp-cancel');
    this.canceled = canceled;
    this.url = url;
  }
}

/**
 * The backend stated how it ended: once for each attempt and page load, and once for a session that
 * ended without an attempt. Never fulfil an order on it.
 */
export class HppSettledEvent extends HppEvent {
  readonly outcome: Outcome;
  readonly session: PaymentSessionView;

  constructor(outcome: Outcome, session: PaymentSessionView) {
    super('hpp-settled');
    this.outcome = outcome;
    this.session = session;
  }
}

/** A successful result is left for `return-url`. Cancelable: then the page goes there by itself. */
export class HppReturnEvent extends HppEvent {
  readonly outcome: Outcome;
  readonly url: string;

  constructor(outcome: Outcome, url: string) {
    super('hpp-return', true);
    this.outcome = outcome;
    this.url = url;
  }
}

/** The shopper wants to begin anew: the page creates a session and sets its id. */
export class HppStartAgainEvent extends HppEvent {
  /** How the session ended. */
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('hpp-start-again');
    this.outcome = outcome;
  }
}
