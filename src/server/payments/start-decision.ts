import { sameMoney } from '../../contract/money.js';
import type { ProblemCode } from '../../contract/problem.js';
import type { StartPaymentRequest } from '../../contract/start-payment.js';
import { isLive } from './attempt-machine.js';
import { liveAttempt } from './change.js';
import { methodKey } from './method-key.js';
import type { AttemptRecord, OfferRecord, SessionRecord, StartRecord } from './records.js';
import { isOpen } from './session-machine.js';

export interface ChosenMethod {
  readonly gateway: string;
  readonly offer: OfferRecord;
}

/** What a start leads to. Decided purely from the stored session; nothing is called or written. */
export type StartDecision =
  /** The live attempt has its redirect: give it again. */
  | { readonly kind: 'replay'; readonly attempt: AttemptRecord }
  /** The attempt is stored but the provider's answer is not: ask under the same reference. */
  | { readonly kind: 'resume'; readonly attempt: AttemptRecord }
  /** Another caller is asking the provider right now. */
  | { readonly kind: 'wait' }
  /** The shopper leaves this attempt for another method. */
  | {
      readonly kind: 'replace';
      readonly attempt: AttemptRecord;
      readonly confirmed: boolean;
      readonly method: ChosenMethod;
    }
  | { readonly kind: 'create'; readonly method: ChosenMethod }
  | { readonly kind: 'refuse'; readonly code: ProblemCode; readonly why: string };

export interface StartRules {
  readonly now: string;
  readonly maxAttempts: number;
}

export function decideStart(
  session: SessionRecord,
  key: string,
  request: StartPaymentRequest,
  rules: StartRules,
): StartDecision {
  const known = session.starts.find((one) => one.key === key);
  if (known) return decideKnown(session, known, request, rules);
  const live = liveAttempt(session);
  if (live && isSameChoice(live, request) && session.review === null) {
    return decideLive(live, rules);
  }
  return refuseClosed(session, live, rules) ?? decideNew(session, live, request, rules);
}

/** The same key stands for one start, whenever it comes. */
function decideKnown(
  session: SessionRecord,
  known: StartRecord,
  request: StartPaymentRequest,
  rules: StartRules,
): StartDecision {
  if (known.fingerprint !== fingerprint(request)) {
    return refuse('idempotency_key_reused', 'Use a new Idempotency-Key for another payment.');
  }
  const attempt = session.attempts.find((one) => one.id === known.attemptId);
  if (attempt && isLive(attempt.state) && session.review === null) {
    return decideLive(attempt, rules);
  }
  if (attempt?.failureReason === 'provider_refused' && attempt.redirect === null) {
    return refuse('provider_refused', 'The provider refused this start; use a new key to retry.');
  }
  return (
    refuseClosed(session, null, rules) ??
    refuse('session_changed', 'The attempt of this Idempotency-Key has ended.')
  );
}

function decideLive(attempt: AttemptRecord, { now }: StartRules): StartDecision {
  if (attempt.redirect !== null) return { kind: 'replay', attempt };
  return isLeased(attempt, now) ? { kind: 'wait' } : { kind: 'resume', attempt };
}

function refuseClosed(
  session: SessionRecord,
  live: AttemptRecord | null,
  { now }: StartRules,
): StartDecision | null {
  if (session.state === 'expired') return refuse('session_expired', 'The session has expired.');
  if (!isOpen(session.state) || session.review !== null) {
    return refuse('session_closed', 'No payment can be started on this session any more.');
  }
  if (live === null && session.expiresAt !== null && session.expiresAt <= now) {
    return refuse('session_expired', 'The session has expired.');
  }
  return null;
}

function decideNew(
  session: SessionRecord,
  live: AttemptRecord | null,
  request: StartPaymentRequest,
  rules: StartRules,
): StartDecision {
  if (!sameMoney(request.amount, session.amount)) {
    return refuse('session_changed', 'The amount is not the one that the shopper was shown.');
  }
  const method = findMethod(session, request.payment_method);
  if (method?.offer.unavailableReason !== null) {
    return refuse('payment_method_unavailable', 'This payment method cannot be used now.');
  }
  if (!sameMoney(request.total, method.offer.total)) {
    return refuse('session_changed', 'The total is not the one that the shopper was shown.');
  }
  if (request.options.save_card === true && !method.offer.canSaveCard) {
    return refuse('invalid_request', 'options.save_card: this method cannot save a card.');
  }
  if (live) return decideBeside(session, live, method, request, rules);
  if (session.attempts.length >= rules.maxAttempts) {
    return refuse('too_many_attempts', 'This session has had too many attempts.');
  }
  return { kind: 'create', method };
}

/** Another method while one attempt is live: only on the shopper's word. */
function decideBeside(
  session: SessionRecord,
  live: AttemptRecord,
  method: ChosenMethod,
  { replaces }: StartPaymentRequest,
  rules: StartRules,
): StartDecision {
  if (session.expiresAt !== null && session.expiresAt <= rules.now) {
    return refuse('session_expired', 'The session has expired; only the live attempt may go on.');
  }
  if (live.state === 'starting') {
    // Its link was never given to anybody, so it can be dropped without asking.
    return isLeased(live, rules.now)
      ? { kind: 'wait' }
      : { kind: 'replace', attempt: live, confirmed: true, method };
  }
  if (replaces?.attempt_id === live.id) {
    return { kind: 'replace', attempt: live, confirmed: replaces.confirmed, method };
  }
  return refuse('attempt_in_progress', 'Continue the live attempt, or name it in `replaces`.');
}

/** The method with this wire code, as the gateway offered it. */
export function findMethod(session: SessionRecord, code: string): ChosenMethod | null {
  for (const { gateway, offers, failed } of session.listings) {
    const offer = failed ? undefined : offers.find((one) => methodKey(gateway, one.code) === code);
    if (offer) return { gateway, offer };
  }
  return null;
}

/** What an idempotency key stands for. The word about a replaced attempt is not part of it. */
export function fingerprint({
  payment_method,
  options,
  amount,
  total,
}: StartPaymentRequest): string {
  const save = options.save_card === true;
  return JSON.stringify([
    payment_method,
    save,
    amount.value,
    amount.currency,
    total.value,
    total.currency,
  ]);
}

function isSameChoice(live: AttemptRecord, request: StartPaymentRequest): boolean {
  return (
    methodKey(live.gateway, live.methodCode) === request.payment_method &&
    sameMoney(live.amount, request.amount)
  );
}

function isLeased(attempt: AttemptRecord, now: string): boolean {
  return attempt.leaseUntil !== null && attempt.leaseUntil > now;
}

function refuse(code: ProblemCode, why: string): StartDecision {
  return { kind: 'refuse', code, why };
}
