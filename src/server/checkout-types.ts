import type { Money } from '../contract/money.js';
import type { OrderItem, OrderSummary } from '../contract/payment-session.js';
import type { Customer } from './gateways/order-facts.js';
import type { MerchantSession } from './payments/merchant-session.js';

/** A line of the order, as the merchant states it. */
export interface NewOrderItem extends Omit<OrderItem, 'image'> {
  /** A URL on one of `assets.hosts`, or the name of one of `assets.files`. */
  readonly image?: string | { readonly file: string };
}

export interface NewOrder extends Partial<Omit<OrderSummary, 'items' | 'reference'>> {
  readonly items?: readonly NewOrderItem[];
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
  /** The merchant's own facts; given back unchanged, shown to nobody. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What `sessions.update` takes. `amount` is refused while an attempt is live. */
export type SessionUpdate = Partial<
  Pick<
    NewSession,
    'amount' | 'reference' | 'order' | 'customer' | 'language' | 'dueAt' | 'expiresAt' | 'metadata'
  >
>;

/** The merchant's side of payment sessions. Methods throw `CheckoutError`. */
export interface MerchantSessions {
  create(session: NewSession): Promise<MerchantSession>;
  retrieve(id: string): Promise<MerchantSession>;
  update(id: string, changes: SessionUpdate): Promise<MerchantSession>;
  cancel(id: string): Promise<MerchantSession>;
}

/** What `createCheckout` returns. Its functions may be passed on by themselves. */
export interface Checkout {
  /** The whole backend: hand it every request below `publicUrl`. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly sessions: MerchantSessions;
  /**
   * Asks the providers about what is unresolved. Call it from cron where there is no timer.
   * `limit`: sessions per call.
   */
  readonly reconcile: (options?: {
    readonly limit?: number;
  }) => Promise<{ readonly checked: number }>;
}
