import type { AttemptState, FailureReason } from '../../contract/attempt.js';
import type { Money } from '../../contract/money.js';
import type {
  Attachment,
  OrderSummary,
  SessionState,
  Terms,
} from '../../contract/payment-session.js';
import type { Redirect } from '../../contract/redirect.js';
import type {
  MethodOffer,
  ProviderSession,
  ReturnHint,
  StoredMethod,
} from '../gateways/gateway.js';
import type { Customer } from '../gateways/order-facts.js';
import type { MovementRecord, OperationRecord } from './operation-record.js';

/**
 * What the store keeps of a payment session: one aggregate, changed only by compare-and-set on
 * `version`. Plain JSON throughout; times are ISO 8601 UTC as `Date.toISOString` writes them, so
 * that they compare as strings. What may be missing (`?`) is so in records that were written before
 * there was such a field.
 */
export interface SessionRecord {
  readonly id: string;
  /** Grows by one with every commit. */
  readonly version: number;
  readonly state: SessionState;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly dueAt: string | null;
  readonly amount: Money;
  /** Of the charge that is kept: the sum of its captures, and of its refunds. */
  readonly capturedAmount: Money | null;
  readonly refundedAmount: Money | null;
  /** Every capture and refund that is known, of every provider session. */
  readonly movements: readonly MovementRecord[];
  /** What the merchant ordered, oldest first. */
  readonly operations: readonly OperationRecord[];
  readonly order: OrderSummary;
  readonly customer: Customer | null;
  readonly language: string | null;
  readonly cancelUrl: string | null;
  /** Overrides the configured return page. */
  readonly returnUrl: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** What the shopper has to accept before they pay. */
  readonly terms?: Terms | null;
  readonly attachment?: Attachment | null;
  /** The wire code of the method that is selected at first. */
  readonly defaultMethod?: string | null;
  /** The gateways of this session, in the order of their methods. */
  readonly gateways: readonly string[];
  readonly listings: readonly ListingRecord[];
  readonly providerSessions: readonly ProviderSessionRecord[];
  readonly attempts: readonly AttemptRecord[];
  /** Every start that made or joined an attempt; kept as long as the session. */
  readonly starts: readonly StartRecord[];
  /** What the merchant has to look at; empty when there is nothing. */
  readonly reviews: readonly Review[];
  readonly check: CheckSchedule;
}

/** What one gateway offered for this session. */
export interface ListingRecord {
  readonly gateway: string;
  /** For this order amount; another amount makes the listing stale. */
  readonly amount: Money;
  readonly offers: readonly OfferRecord[];
  readonly listedAt: string;
  /** True when the gateway could not be asked: its methods are missing for now. */
  readonly failed: boolean;
}

type LaterDetail = 'promoLabel' | 'recommended' | 'minAmount' | 'maxAmount' | 'instalments';

/** An offer whose icon has become an asset id of ours. */
export interface OfferRecord
  extends Omit<MethodOffer, 'icon' | LaterDetail>, Partial<Pick<MethodOffer, LaterDetail>> {
  readonly icon: string | null;
}

export interface ProviderSessionRecord extends ProviderSession {
  /** Secret path segment of its webhook URL. */
  readonly webhookToken: string;
  readonly openedAt: string;
  /** A shopper has been given a link to it: from then on it may be paid. */
  readonly revealed: boolean;
  /** The provider said that nothing can be paid on it any more. */
  readonly closed: boolean;
  /** Asset id of a picture that leads to the provider's own page of it. */
  readonly qrCode?: string | null;
  /** Who pays there without an attempt of ours comes back by this. */
  readonly returnToken?: string;
}

/** How a charge that must not be kept is given back. */
export type Reversal = 'needed' | 'queued' | 'done' | 'reported';

export interface AttemptRecord {
  readonly id: string;
  readonly state: AttemptState;
  readonly gateway: string;
  /** The gateway's own method code. */
  readonly methodCode: string;
  readonly methodName: string;
  readonly providerSessionId: string;
  readonly amount: Money;
  readonly total: Money;
  readonly saveCard: boolean;
  /** The plan that the shopper chose, by its count. */
  readonly instalments?: number | null;
  /** The session's terms, as the shopper accepted them for this attempt. */
  readonly acceptedTerms?: AcceptedTerms | null;
  readonly returnToken: string;
  readonly redirect: Redirect | null;
  readonly startedAt: string;
  /**
   * Until when a caller may be working on it at the provider: its start, or its reversal. Of a
   * queued reversal: until when the provider's word on it is awaited.
   */
  readonly leaseUntil: string | null;
  readonly returnedAt: string | null;
  readonly returnHint: ReturnHint | null;
  readonly endedAt: string | null;
  readonly failureReason: FailureReason | null;
  /** The provider's transaction, once known. */
  readonly transactionId: string | null;
  /** Paid after the attempt or the session had ended. */
  readonly late: boolean;
  /** Undone at the provider: an old "paid" message must not revive it. */
  readonly voided: boolean;
  /** Set when this attempt was charged although another one already is. */
  readonly reversal: Reversal | null;
  /** Until when its authorization can be captured, where the provider says so. */
  readonly captureBefore: string | null;
  /** The merchant was told that its authorization is about to lapse. */
  readonly lapseTold: boolean;
  /** What the provider stored of the card or account: never on the wire to the page. */
  readonly storedMethod: StoredMethod | null;
}

export interface AcceptedTerms {
  readonly url: string;
  readonly at: string;
}

export interface StartRecord {
  readonly key: string;
  /** What the key stands for: method, options, amount and total. */
  readonly fingerprint: string;
  readonly attemptId: string;
}

/** Why a person has to look at this session. */
export interface Review {
  readonly reason: 'amount_mismatch' | 'unknown_status' | 'reference_mismatch';
  /** The provider session that said so. */
  readonly providerSessionId: string;
  readonly attemptId: string | null;
  readonly detail: string;
  readonly since: string;
}

/** When the provider is asked next. */
export interface CheckSchedule {
  /** Null when there is nothing to ask about. */
  readonly nextAt: string | null;
  /** Consecutive checks without news: the backoff grows with it. */
  readonly count: number;
  readonly lastAt: string | null;
}

/** One line of the append-only log of a session, from which its state can be explained. */
export interface SessionEvent {
  readonly sessionId: string;
  readonly at: string;
  readonly type: string;
  readonly attemptId: string | null;
  /** Facts without personal data and without secrets. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

export type NoticeType =
  | 'state_changed'
  | 'late_payment'
  | 'duplicate_payment'
  | 'review_needed'
  | 'captured'
  | 'refunded'
  | 'operation_refused'
  | 'operation_unknown'
  | 'authorization_expiring';

/** Something the merchant must hear of, delivered at least once. */
export interface Notice {
  readonly id: string;
  readonly type: NoticeType;
  readonly sessionId: string;
  readonly at: string;
  readonly attemptId: string | null;
  /** The merchant's order that it is about. */
  readonly operationId: string | null;
  readonly previousState: SessionState;
  readonly state: SessionState;
}
