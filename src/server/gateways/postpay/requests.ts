/** What is sent to Postpay, as seed 004 writes it. Amounts are integers: hundredths of any currency. */

export interface PostpayAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly phone?: string;
  readonly alt_phone?: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly postal_code: string;
}

export interface PostpayShipping {
  readonly id?: string;
  readonly name: string;
  /** Without tax. */
  readonly amount: number;
  readonly address: PostpayAddress;
}

export interface PostpayCustomer {
  readonly id?: string;
  readonly email: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly gender?: 'male' | 'female' | 'other';
  readonly account?: 'new' | 'existing' | 'guest';
  /** ISO 8601 date. */
  readonly date_of_birth?: string;
  /** When the account was made: ISO 8601 date and time. */
  readonly date_joined?: string;
  readonly default_address?: PostpayAddress;
}

export interface PostpayItem {
  /** A SKU or the like. */
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  readonly url: string;
  readonly image_url?: string;
  /** Without tax and discounts. */
  readonly unit_price: number;
  readonly qty: number;
}

export interface PostpayDiscount {
  readonly code: string;
  readonly name?: string;
  /** Without tax. */
  readonly amount: number;
}

/** Where the shopper is sent to: `order_id` and `status` are added to the query. */
export interface PostpayMerchant {
  readonly confirmation_url: string;
  readonly cancel_url: string;
}

/** The body of `POST /checkouts`. */
export interface PostpayCheckout {
  /** Unique: Postpay takes it once. */
  readonly order_id: string;
  /** With tax and after discounts. */
  readonly total_amount: number;
  /** After discounts. */
  readonly tax_amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** When given, the shopper cannot choose another number. */
  readonly num_instalments?: number;
  /** Required by the documentation; a public plugin leaves it out for goods that are not shipped. */
  readonly shipping?: PostpayShipping;
  readonly billing_address?: PostpayAddress;
  readonly customer: PostpayCustomer;
  readonly items: readonly PostpayItem[];
  readonly discounts?: readonly PostpayDiscount[];
  readonly merchant?: PostpayMerchant;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The body of `POST /orders/{order_id}/refunds`. */
export interface PostpayRefundRequest {
  /** Unique: what makes a repeated refund one refund. */
  readonly refund_id: string;
  /** Above zero. Left out, all that was captured is refunded. */
  readonly amount?: number;
  readonly description?: string;
}

export type PostpayHookEvent = 'order' | 'transaction';

/** The body of `POST /hooks`. */
export interface PostpayHookRequest {
  readonly events: readonly PostpayHookEvent[];
  readonly url: string;
  /** The key of the signature in `X-Postpay-Signature`. Never shown again. */
  readonly secret: string;
  /** Default true. */
  readonly active?: boolean;
}

/** The body of `PATCH /hooks/{hook_id}`. */
export type PostpayHookEdit = Partial<PostpayHookRequest>;
