import type { Money } from '../contract/money.js';
import type {
  OrderItem,
  OrderSummary,
  PaymentSessionView,
  SessionState,
} from '../contract/payment-session.js';
import type { Gateway } from './gateways/gateway.js';
import type { Customer } from './gateways/order-facts.js';
import type { MerchantOperation, MerchantSession } from './payments/merchant-session.js';
import type { SessionEvent } from './payments/records.js';

/** A URL on one of `assets.hosts`, or the name of one of `assets.files`. */
export type NewImage = string | { readonly file: string };

/** A line of the order, as the merchant states it. */
export interface NewOrderItem extends Omit<OrderItem, 'image'> {
  readonly image?: NewImage;
}

export interface NewOrder extends Partial<
  Omit<OrderSummary, 'items' | 'reference' | 'merchant_logo'>
> {
  readonly items?: readonly NewOrderItem[];
  readonly merchant_logo?: NewImage;
}

/** What the shopper has to accept before they pay. */
export interface NewTerms {
  /** As the link to them reads. Default: a general name, in the language of the page. */
  readonly name?: string;
  /** https, or http on this machine. */
  readonly url: string;
}

/** A file for the shopper, such as an invoice. */
export interface NewAttachment {
  readonly name: string;
  /** https, or http on this machine. The shopper's browser asks for it, with no key of yours. */
  readonly url: string;
}

/** What `sessions.create` takes. Times are ISO 8601 UTC. */
export interface NewSession {
  readonly amount: Money;
  /** The merchant's order reference: shown to the shopper and quoted to support. */
  readonly reference?: string;
  readonly order?: NewOrder;
  /** Sent only to the provider that is used; never to the page. */
  readonly customer?: Customer;
  /** BCP 47 tag of the page and of the provider's page. */
  readonly language?: string;
  readonly dueAt?: string;
  /** Default: after `sessionLifetime`. Null: never. */
  readonly expiresAt?: string | null;
  /** Override the configured pages. */
  readonly returnUrl?: string;
  readonly cancelUrl?: string;
  /** Codes of the gateways to offer, in this order. Default: all. */
  readonly gateways?: readonly string[];
  /** No payment is started without the shopper's yes to them. Null: there are none. */
  readonly terms?: NewTerms | null;
  readonly attachment?: NewAttachment | null;
  /** What is selected at first, by the code that the page knows it by: `ottu:knet`. */
  readonly defaultPaymentMethod?: string | null;
  /** The merchant's own facts; given back unchanged, shown to nobody. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What `sessions.update` takes. `amount` is refused while an attempt is live. */
export type SessionUpdate = Partial<
  Pick<
    NewSession,
    | 'amount'
    | 'reference'
    | 'order'
    | 'customer'
    | 'language'
    | 'dueAt'
    | 'expiresAt'
    | 'metadata'
    | 'terms'
    | 'attachment'
    | 'defaultPaymentMethod'
  >
>;

/** What an operation takes. */
export interface OperationOrder {
  /** Default: all that is left. */
  readonly amount?: Money;
  /** Why money goes back, at most 255 characters: kept with the operation. */
  readonly reason?: string;
  /**
   * 1 to 255 visible ASCII characters, one for every order of a session. The same key for the same
   * order gives the same outcome and does nothing twice.
   */
  readonly idempotencyKey: string;
}

/** The operation, `done` or `queued`, and the session after it. */
export interface OperationResult {
  readonly operation: MerchantOperation;
  readonly session: MerchantSession;
}

/** Which sessions `sessions.list` gives; all that is said has to fit. */
export interface SessionFilter {
  readonly state?: SessionState;
  /** The merchant's order reference, whole. */
  readonly reference?: string;
  /** At this time or later (ISO 8601 UTC). */
  readonly createdAfter?: string;
  /** Before this time (ISO 8601 UTC). */
  readonly createdBefore?: string;
  /** 1 to 100. Default 20. */
  readonly limit?: number;
  /** `next` of the page before, with the same filter. */
  readonly cursor?: string;
}

/** Newest first. `next`: the cursor of the page that follows, null on the last one. */
export interface SessionPage {
  readonly sessions: readonly MerchantSession[];
  readonly next: string | null;
}

/**
 * What providers let a merchant do with a payment. Every method is stored before the provider is
 * called, resolves when the operation is `done` or `queued`, and throws `CheckoutError`:
 * `operation_refused`, `operation_unconfirmed`, `operation_in_progress`, `operation_not_supported`,
 * `operation_not_possible`, `amount_too_high`, `idempotency_key_reused`, `idempotency_key_missing`,
 * `invalid_request`, `session_not_found`.
 */
export interface OperationMethods {
  /** Takes the money of an authorization; a part of it where the gateway can. */
  capture(id: string, order: Omit<OperationOrder, 'reason'>): Promise<OperationResult>;
  /** Gives captured money back; in parts and repeatedly where the gateway can. */
  refund(id: string, order: OperationOrder): Promise<OperationResult>;
  /** Releases an authorization of which nothing was captured. */
  void(id: string, order: Pick<OperationOrder, 'idempotencyKey'>): Promise<OperationResult>;
  /**
   * The one call of providers that refund what is paid and cancel what is not. A payment that
   * arrives at the same moment is refunded.
   */
  refundOrCancel(
    id: string,
    order: Pick<OperationOrder, 'idempotencyKey'>,
  ): Promise<OperationResult>;
}

/** The operations that at least one of the gateways has. */
export type OperationsOf<G extends readonly Gateway[]> = {
  readonly [
    K in keyof OperationMethods as [NonNullable<G[number][K]>] extends [never] ? never : K
  ]: OperationMethods[K];
};

/** The merchant's side of payment sessions, whatever the gateways. Methods throw `CheckoutError`. */
export interface SessionMethods {
  create(session: NewSession): Promise<MerchantSession>;
  retrieve(id: string): Promise<MerchantSession>;
  /**
   * What the page would fetch, up to date: to be sent along with the page, so that it need not. See
   * `toScriptJson`. It may ask providers, as a page does.
   */
  view(id: string): Promise<PaymentSessionView>;
  update(id: string, changes: SessionUpdate): Promise<MerchantSession>;
  cancel(id: string): Promise<MerchantSession>;
  list(filter?: SessionFilter): Promise<SessionPage>;
  /** The append-only log from which the state can be explained, oldest first. */
  events(id: string): Promise<readonly SessionEvent[]>;
  /**
   * The merchant's word on an operation that is `unknown`: they looked it up at the provider.
   * @throws {CheckoutError} `operation_not_possible` when it is not unknown (any more)
   */
  settleOperation(
    id: string,
    operationId: string,
    outcome: 'done' | 'refused',
  ): Promise<MerchantSession>;
}

/** What can be done with sessions that are paid through these gateways. */
export type MerchantSessions<G extends readonly Gateway[]> = SessionMethods & OperationsOf<G>;

/** What every checkout has, whatever its gateways. Its functions may be passed on by themselves. */
export interface Checkout {
  /** The whole backend: hand it every request below `publicUrl`. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly sessions: SessionMethods;
  /**
   * Asks the providers about what is unresolved. Call it from cron where there is no timer.
   * `limit`: sessions per call.
   */
  readonly reconcile: (options?: {
    readonly limit?: number;
  }) => Promise<{ readonly checked: number }>;
}

/** What `createCheckout` returns: with the operations that its gateways have. */
export interface CheckoutOf<G extends readonly Gateway[]> extends Checkout {
  readonly sessions: MerchantSessions<G>;
}
