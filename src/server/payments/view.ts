import { fillPath } from '../../contract/http.js';
import { retrieveAsset } from '../../contract/callbacks.js';
import type { AttemptView } from '../../contract/attempt.js';
import type { PaymentMethodView } from '../../contract/payment-method.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { liveAttempt } from './change.js';
import { methodKey } from './method-key.js';
import type { AttemptRecord, OfferRecord, SessionRecord } from './records.js';
import { isHeld } from './review.js';
import { isSettled } from './session-machine.js';

export interface ViewOptions {
  readonly publicUrl: string;
  readonly cancelUrl: string | null;
  readonly now: string;
  /** The methods of a gateway that is not configured any more are not offered. */
  readonly gateways: readonly { readonly code: string }[];
}

/** The session as the page may see it. Names every field: nothing slips through by a spread. */
export function toView(session: SessionRecord, options: ViewOptions): PaymentSessionView {
  const shown = shownAttempt(session);
  return {
    contract: 1,
    id: session.id,
    state: session.state,
    // A charge that is kept is the truth, whatever else has to be looked at.
    review: isHeld(session) && !isSettled(session.state),
    amount: session.amount,
    captured_amount: session.capturedAmount,
    refunded_amount: session.refundedAmount,
    order: {
      ...session.order,
      items: session.order.items.map((item) => ({
        ...item,
        image: assetUrl(item.image, options),
      })),
    },
    payment_methods: session.listings
      .filter(({ gateway, failed }) => !failed && isConfigured(gateway, options))
      .flatMap(({ gateway, offers }) => offers.map((one) => toMethodView(gateway, one, options))),
    expires_at: session.expiresAt,
    due_at: session.dueAt,
    server_time: options.now,
    language: session.language,
    cancel_url: session.cancelUrl ?? options.cancelUrl,
    attempt: shown ? toAttemptView(shown) : null,
  };
}

export function toAttemptView(attempt: AttemptRecord): AttemptView {
  return {
    id: attempt.id,
    state: attempt.state,
    payment_method: methodKey(attempt.gateway, attempt.methodCode),
    payment_method_name: attempt.methodName,
    failure_reason: attempt.failureReason,
    started_at: attempt.startedAt,
    returned_at: attempt.returnedAt,
  };
}

/** The live attempt, else the one whose charge is kept, else the latest that was not left. */
function shownAttempt(session: SessionRecord): AttemptRecord | null {
  return (
    liveAttempt(session) ??
    session.attempts.find(
      (one) => (one.state === 'paid' || one.state === 'authorized') && one.reversal === null,
    ) ??
    session.attempts.findLast((one) => one.state !== 'superseded' && one.reversal === null) ??
    null
  );
}

function isConfigured(gateway: string, { gateways }: ViewOptions): boolean {
  return gateways.some(({ code }) => code === gateway);
}

function toMethodView(
  gateway: string,
  offer: OfferRecord,
  options: ViewOptions,
): PaymentMethodView {
  return {
    code: methodKey(gateway, offer.code),
    gateway,
    name: offer.name,
    icon: assetUrl(offer.icon, options),
    description: offer.description,
    fee: offer.fee,
    fee_description: offer.feeDescription,
    total: offer.total,
    sandbox: offer.sandbox,
    can_save_card: offer.canSaveCard,
    unavailable_reason: offer.unavailableReason,
  };
}

function assetUrl(id: string | null, { publicUrl }: ViewOptions): string | null {
  return id === null ? null : publicUrl + fillPath(retrieveAsset.path, { id });
}
