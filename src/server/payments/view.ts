import { fillPath } from '../../contract/http.js';
import { retrieveAsset } from '../../contract/callbacks.js';
import type { AttemptView } from '../../contract/attempt.js';
import type { PaymentMethodView } from '../../contract/payment-method.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { liveAttempt } from './change.js';
import { methodKey } from './method-key.js';
import { qrSession } from './qr-code.js';
import type { AttemptRecord, OfferRecord, SessionRecord } from './records.js';
import { isHeld } from './review.js';
import { isOpen, isSettled } from './session-machine.js';
import { returnPage } from './urls.js';

export interface ViewOptions {
  readonly publicUrl: string;
  readonly cancelUrl: string | null;
  readonly hostedUrl: string | null;
  readonly returnParam: string;
  readonly now: string;
  /** The methods of a gateway that is not configured any more are not offered. */
  readonly gateways: readonly { readonly code: string }[];
}

/** The session as the page may see it. Names every field: nothing slips through by a spread. */
export function toView(session: SessionRecord, options: ViewOptions): PaymentSessionView {
  const shown = shownAttempt(session);
  const methods = session.listings
    .filter(({ gateway, failed }) => !failed && isConfigured(gateway, options))
    .flatMap(({ gateway, offers }) => offers.map((one) => toMethodView(gateway, one, options)));
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
      merchant_logo: assetUrl(session.order.merchant_logo ?? null, options),
    },
    payment_methods: methods,
    expires_at: session.expiresAt,
    due_at: session.dueAt,
    server_time: options.now,
    language: session.language,
    cancel_url: session.cancelUrl ?? options.cancelUrl,
    attempt: shown ? toAttemptView(shown) : null,
    default_payment_method: usableDefault(session, methods),
    terms: session.terms ?? null,
    attachment: session.attachment ?? null,
    hosted_url:
      options.hostedUrl !== null && isOpen(session.state)
        ? returnPage(options, options.hostedUrl, session.id)
        : null,
    qr_code: qrCodeUrl(session, options),
  };
}

/** One that cannot be used, or is not offered, can be selected by nobody. */
function usableDefault(
  { defaultMethod }: SessionRecord,
  methods: readonly PaymentMethodView[],
): string | null {
  const found = methods.find(({ code }) => code === defaultMethod);
  return found?.unavailable_reason === null ? found.code : null;
}

/** Only once it is written down that it is shown: see `revealQrCode`. */
function qrCodeUrl(session: SessionRecord, options: ViewOptions): string | null {
  const provider = qrSession(session, options);
  return provider?.revealed ? assetUrl(provider.qrCode ?? null, options) : null;
}

export function toAttemptView(attempt: AttemptRecord): AttemptView {
  return {
    id: attempt.id,
    state: attempt.state,
    payment_method: methodKey(attempt.gateway, attempt.methodCode),
    payment_method_name: attempt.methodName,
    total: attempt.total,
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
    promo_label: offer.promoLabel ?? null,
    recommended: offer.recommended ?? false,
    min_amount: offer.minAmount ?? null,
    max_amount: offer.maxAmount ?? null,
    instalments: [...(offer.instalments ?? [])],
  };
}

function assetUrl(id: string | null, { publicUrl }: ViewOptions): string | null {
  return id === null ? null : publicUrl + fillPath(retrieveAsset.path, { id });
}
