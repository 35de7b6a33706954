import type { FailureReason } from '../../contract/attempt.js';
import type { Money } from '../../contract/money.js';
import type { InstalmentPlan, UnavailableReason } from '../../contract/payment-method.js';
import type { Redirect } from '../../contract/redirect.js';
import type { Operation, RefundOrCancel } from './operation.js';
import type { Customer, OrderFacts } from './order-facts.js';

/** Anything a gateway wants to remember about a provider session: plain JSON, opaque to others. */
export type GatewayData = Readonly<Record<string, unknown>>;

/**
 * A session at the provider. The core stores it before the provider is called, so that a crash
 * never loses the reference. One may serve many attempts (see `Gateway.sharesSession`).
 */
export interface ProviderSession {
  /** Our id of it. */
  readonly id: string;
  readonly gateway: string;
  /** What we told the provider to call this payment: unique, and what every proof must quote. */
  readonly reference: string;
  /** The provider's own id; null until the provider answered. */
  readonly providerId: string | null;
  /** The order amount that the provider was told last. */
  readonly amount: Money;
  readonly data: GatewayData;
  /** Until when the provider may still take a payment on it (ISO 8601 UTC). */
  readonly expiresAt: string | null;
}

/** Where the provider sends the shopper back to. Only a hint: a return alone proves nothing. */
export type ReturnHint = 'done' | 'canceled' | 'failed';

export interface CallbackUrls {
  /** The URL for the provider's redirect, per attempt and unguessable. */
  returnUrl(hint: ReturnHint): string;
  /** The URL for webhooks, for providers that take it per payment. */
  readonly webhookUrl: string;
}

/** A method as the gateway offers it. */
export interface MethodOffer {
  /** The gateway's own code; the core makes it unique across gateways. */
  readonly code: string;
  readonly name: string;
  /** Absolute URL on one of the gateway's `assetHosts`, or null. */
  readonly icon: string | null;
  readonly description: string | null;
  readonly fee: Money | null;
  readonly feeDescription: string | null;
  /** What the shopper pays with this method, fee included. */
  readonly total: Money;
  readonly sandbox: boolean;
  readonly canSaveCard: boolean;
  readonly unavailableReason: UnavailableReason | null;
  /** A few words of praise, such as "0 % interest". */
  readonly promoLabel: string | null;
  readonly recommended: boolean;
  /** The least and the most order amount that it takes, where that is known. */
  readonly minAmount: Money | null;
  readonly maxAmount: Money | null;
  /** The plans to choose from before the provider's page. Empty: there is nothing to choose here. */
  readonly instalments: readonly InstalmentPlan[];
}

export interface ListInput {
  readonly order: OrderFacts;
  readonly customer: Customer | null;
  /** A session that is open at the provider, or a reserved one with `providerId: null`. */
  readonly providerSession: ProviderSession;
  readonly urls: CallbackUrls;
  readonly signal: AbortSignal;
}

export interface Listing {
  readonly offers: readonly MethodOffer[];
  /** What the provider opened, when the gateway must open a session to list its methods. */
  readonly opened: OpenedSession | null;
  /**
   * A picture, on one of `assetHosts`, of a QR code that leads to a page of the provider where this
   * provider session is paid. Only what `cancel` ends and `retrieve` tells of may be offered so.
   */
  readonly qrCode?: string | null;
  /** What the merchant's log is to hear: the methods were found out in a lesser way. */
  readonly warning?: string;
}

export interface OpenedSession {
  readonly providerId: string;
  readonly data: GatewayData;
  readonly expiresAt: string | null;
}

export interface StartInput extends ListInput {
  /** The gateway's own method code, as offered. */
  readonly methodCode: string;
  readonly saveCard: boolean;
  /** The `count` of one of the offered plans; null when there was nothing to choose, or no choice. */
  readonly instalments: number | null;
}

/** The provider is ready for the shopper, or it says that this session has ended already. */
export type Started =
  | { readonly kind: 'redirect'; readonly opened: OpenedSession; readonly redirect: Redirect }
  | { readonly kind: 'settled'; readonly reading: Reading };

/** What became of a payment, in our words. */
export type Outcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'authorized' }
  | { readonly kind: 'paid' }
  | { readonly kind: 'cod' }
  /** `final`: no other try is possible on this provider session. */
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly final: boolean }
  /** `sessionOpen`: only this try was canceled; the provider session takes another one. */
  | { readonly kind: 'canceled'; readonly sessionOpen?: boolean }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalided' }
  /** One capture of `amount`, where the provider tells of each by itself; `id` tells it apart. */
  | { readonly kind: 'capture'; readonly id: string; readonly amount: Money }
  /** Money went back to the shopper; `amount` is the sum of all refunds so far. */
  | { readonly kind: 'refunded'; readonly amount: Money }
  /** One refund of `amount`, where the provider tells of each by itself; `id` tells it apart. */
  | { readonly kind: 'refund'; readonly id: string; readonly amount: Money }
  /** An authorization was released, or a payment was undone before settlement. */
  | { readonly kind: 'voided' }
  /** A status that this gateway does not know: held for review, never taken for pending. */
  | { readonly kind: 'unknown'; readonly status: string };

/** What the provider states about a provider session. */
export interface Reading {
  /** Our reference as the provider quotes it. Must equal the provider session's. */
  readonly reference: string | null;
  readonly outcome: Outcome;
  /** The order amount as the provider states it; needed for authorized, paid and cod. */
  readonly amount: Money | null;
  /** Which method the outcome is about, where the provider says so (the gateway's own code). */
  readonly methodCode: string | null;
  /** The provider's id of the transaction: for later operations and for support. */
  readonly transactionId: string | null;
  /** When the provider says that it happened (ISO 8601 UTC), where it says so. Only a hint. */
  readonly at?: string;
  /** What was captured so far, where it may be less than `amount`. Default: `amount` when paid. */
  readonly captured?: Money;
  /** Until when an authorization can be captured (ISO 8601 UTC), where the provider says so. */
  readonly captureBefore?: string;
  /** The provider's reference of a payment method that was stored with this payment. */
  readonly storedMethod?: StoredMethod;
  /** The gateway's memory after this reading, when it changed. */
  readonly data?: GatewayData;
}

/** A payment method that the provider keeps: for the merchant's backend, never for the page. */
export interface StoredMethod {
  /** What the provider wants to hear when it is used again. */
  readonly token: string;
  /** `411111******1111`, `VISA ending 1111`, as the provider puts it; never a whole number. */
  readonly label: string | null;
  readonly brand: string | null;
  /** `MM/YY`, where the provider says so. */
  readonly expiry: string | null;
}

export interface WebhookInput {
  readonly headers: Headers;
  /** The bytes exactly as received. */
  readonly body: Uint8Array;
}

/** `reading: null` is an authentic message that says nothing about a payment. */
export type WebhookReading =
  | { readonly kind: 'authentic'; readonly reading: Reading | null }
  | { readonly kind: 'forged'; readonly why: string };

export interface RetrieveInput {
  readonly providerSession: ProviderSession;
  /** The method of the attempt that is being asked about. */
  readonly methodCode: string;
  /** What an authentic webhook said just now, if one led to this question. */
  readonly webhook: Reading | null;
  /** How the shopper came back from this attempt; null while they have not. Only a hint. */
  readonly returnHint?: ReturnHint | null;
  /**
   * The order still wants this payment: no other charge is kept for it. A gateway that captures on
   * approval captures only then, as part of the answer.
   */
  readonly wanted: boolean;
  readonly signal: AbortSignal;
}

export type CancelAnswer = { readonly kind: 'canceled' } | { readonly kind: 'refused' };

/**
 * A payment provider. A plain object made by a factory; vendor words stop here. Every call may
 * throw a `GatewayError`; no call retries anything that could charge twice.
 */
export interface Gateway {
  /** Lower case, URL-safe: `ottu`. Part of the webhook URL. */
  readonly code: string;
  /** Hosts from which the kit may fetch this gateway's images (exact host names, with port). */
  readonly assetHosts: readonly string[];
  /** What proves a payment: asking the provider, or a webhook (signed, or on the secret URL). */
  readonly proof: 'retrieve' | 'webhook';
  /** True when one provider session serves many attempts and the provider lets it be paid once. */
  readonly sharesSession: boolean;
  /**
   * The secret path segment of the webhook URL, for providers that are configured once with one
   * URL; null when the provider takes the URL per payment.
   */
  readonly webhookToken: string | null;
  /**
   * False where nothing signs a webhook: then only its secret URL tells one from a forgery, and what
   * comes to a URL that no payment has is not taken. Default true.
   */
  readonly signedWebhooks?: boolean;
  /** The methods for this order. Calls the provider only where it must. */
  list(input: ListInput): Promise<Listing>;
  /**
   * Prepares the provider for one attempt. Called again with the same `providerSession.reference`
   * to finish a start whose answer was lost.
   */
  start(input: StartInput): Promise<Started>;
  /** Verifies the raw bytes first, then reads them. Never throws on hostile input. */
  readWebhook(input: WebhookInput): Promise<WebhookReading>;
  /** Asks the provider; null where it has no such call. */
  readonly retrieve: ((input: RetrieveInput) => Promise<Reading>) | null;
  /** Cancels an unpaid session at the provider; null where it has no such call. */
  readonly cancel:
    ((input: Omit<RetrieveInput, 'webhook' | 'wanted'>) => Promise<CancelAnswer>) | null;
  /** Takes the money of an authorization; null where the provider has no such call. */
  readonly capture: Operation | null;
  /** Gives captured money back; null where the provider has no such call. */
  readonly refund: Operation | null;
  /** Releases an authorization, whole; null where the provider has no such call. */
  readonly void: Operation | null;
  /** The one call of providers that do not tell the two apart; null elsewhere. */
  readonly refundOrCancel: RefundOrCancel | null;
}
