import type { Money } from '../../contract/money.js';
import type { OrderSummary } from '../../contract/payment-session.js';

/** A postal address. `country` is ISO 3166-1 alpha-2. */
export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  readonly country: string;
  readonly postalCode?: string;
}

/** The person who pays. Stays on the server; sent only to the provider that is used. */
export interface Customer {
  /** The merchant's id of the customer; needed to save a card. */
  readonly id?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  /** E.164, such as +96550000000. */
  readonly phone?: string;
  readonly billingAddress?: Address;
  readonly shippingAddress?: Address;
}

/** What a gateway may know of the order. */
export interface OrderFacts {
  /** The order amount; what every proof of payment must equal. */
  readonly amount: Money;
  readonly summary: OrderSummary;
  /** BCP 47 tag, or null. */
  readonly language: string | null;
  readonly dueAt: string | null;
  /** When our session ends (ISO 8601 UTC), or null. */
  readonly expiresAt: string | null;
}
