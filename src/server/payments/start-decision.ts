import { sameMoney } from '../../contract/money.js';
import type { ProblemCode } from '../../contract/problem.js';
import type { StartPaymentRequest } from '../../contract/start-payment.js';
import { isLive } from './attempt-machine.js';
import { liveAttempt } from './change.js';
import { methodKey } from './method-key.js';
import type { AttemptRecord, OfferRecord, SessionRecord, StartRecord } from './records.js';
import { isHeld } from './review.js';
import { isOpen } from './session-machine.js';
import { fingerprint } from './start-fingerprint.js';

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
  /** The codes of the configured gateways. */
  readonly gateways: readonly string[];
}

/** So many times a live attempt may be joined under a key of its own, per session. */
const JOINS = 100;

export function decideStart(
  session: SessionRecord,
  key: string,
  request: StartPaymentRequest,
  rules: StartRules,
): StartDecision {
  const known = session.starts.find((one) => one.key === key);
  if (known) return decideKnown(session, known, request, rules);
  const live = liveAttempt(session);
  if (live && isSameChoice(live, request) && !isHeld(session)) {
    if (isDeadLink(session, live, rules)) return decideNew(session, live, request, rules);
    // Every key is kept as long as the session: so many are enough for any honest page.
    if (session.starts.length >= rules.maxAttempts + JOINS) return tooMany();
    return decideLive(session, live, request, rules);
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
  if (attempt && isLive(attempt.state) && !isHeld(session)) {
    if (!isDeadLink(session, attempt, rules)) return decideLive(session, attempt, request, rules);
    return refuse('session_changed', 'The link of this Idempotency-Key has ended: use a new key.');
  }
  if (attempt?.failureReason === 'provider_refused' && attempt.redirect === null) {
    return refuse('provider_refused', 'The provider refused this start; use a new key to retry.');
  }
  return (
    refuseClosed(session, null, rules) ??
    refuse('session_changed', 'The attempt of this Idempotency-Key has ended.')
  );
}

function decideLive(
  session: SessionRecord,
  attempt: AttemptRecord,
  request: StartPaymentRequest,
  { now }: StartRules,
): StartDecision {
  // They may have accepted them when they began this attempt.
  if (attempt.acceptedTerms?.url !== session.terms?.url && lacksTerms(session, request)) {
    return termsNotAccepted();
  }
  if (attempt.redirect !== null) return { kind: 'replay', attempt };
  if (isLeased(attempt, now)) return { kind: 'wait' };
  return isPast(session.expiresAt, now)
    ? refuse('session_expired', 'The session has expired.')
    : { kind: 'resume', attempt };
}

/** The provider takes no payment on its link any more; it is only watched for a late word. */
function isDeadLink(
  { providerSessions }: SessionRecord,
  attempt: AttemptRecord,
  { now }: StartRules,
): boolean {
  const provider = providerSessions.find(({ id }) => id === attempt.providerSessionId);
  return attempt.redirect !== null && isPast(provider?.expiresAt ?? null, now);
}

function isPast(time: string | null, now: string): boolean {
  return time !== null && time <= now;
}

function refuseClosed(
  session: SessionRecord,
  live: AttemptRecord | null,
  { now }: StartRules,
): StartDecision | null {
  if (session.state === 'expired') return refuse('session_expired', 'The session has expired.');
  if (!isOpen(session.state) || isHeld(session)) {
    return refuse('session_closed', 'No payment can be started on this session any more.');
  }
  if (live === null && isPast(session.expiresAt, now)) {
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
  const method = findMethod(session, request.payment_method, rules);
  if (method?.offer.unavailableReason !== null) {
    return refuse('payment_method_unavailable', 'This payment method cannot be used now.');
  }
  if (!sameMoney(request.total, method.offer.total)) {
    return refuse('session_changed', 'The total is not the one that the shopper was shown.');
  }
  if (request.options.save_card === true && !method.offer.canSaveCard) {
    return refuse('invalid_request', 'options.save_card: this method cannot save a card.');
  }
  const { instalments } = request.options;
  if (instalments !== undefined && !hasPlan(method.offer, instalments)) {
    return refuse('session_changed', 'The plan is not one that this method offers.');
  }
  if (lacksTerms(session, request)) return termsNotAccepted();
  // Before anything is left for a new attempt: a shopper must not lose the one they have.
  const full = session.attempts.length >= rules.maxAttempts;
  if (live) return decideBeside(session, live, { method, full }, request, rules);
  return full ? tooMany() : { kind: 'create', method };
}

const hasPlan = ({ instalments = [] }: OfferRecord, count: number): boolean =>
  instalments.some((plan) => plan.count === count);

const lacksTerms = ({ terms }: SessionRecord, { options }: StartPaymentRequest): boolean =>
  terms != null && options.terms_accepted !== true;

const termsNotAccepted = (): StartDecision =>
  refuse('terms_not_accepted', 'The session has `terms`: send options.terms_accepted true.');

/** Another method while one attempt is live: only on the shopper's word. */
function decideBeside(
  session: SessionRecord,
  live: AttemptRecord,
  { method, full }: { readonly method: ChosenMethod; readonly full: boolean },
  request: StartPaymentRequest,
  rules: StartRules,
): StartDecision {
  const { replaces } = request;
  if (isPast(session.expiresAt, rules.now)) {
    return refuse('session_expired', 'The session has expired; only the live attempt may go on.');
  }
  if (live.state === 'starting') {
    // Its link was never given to anybody, so it can be dropped without asking.
    if (isLeased(live, rules.now)) return { kind: 'wait' };
    return full ? tooMany() : { kind: 'replace', attempt: live, confirmed: true, method };
  }
  // The same choice comes here only when its link has ended: there is nothing to ask about.
  const dead = isSameChoice(live, request);
  if (full && (dead || replaces?.attempt_id === live.id)) return tooMany();
  if (dead) return { kind: 'replace', attempt: live, confirmed: true, method };
  if (replaces?.attempt_id === live.id) {
    return { kind: 'replace', attempt: live, confirmed: replaces.confirmed, method };
  }
  return refuse('attempt_in_progress', 'Continue the live attempt, or name it in `replaces`.');
}

/** The method with this wire code, as its gateway offered it for the amount of now. */
function findMethod(
  session: SessionRecord,
  code: string,
  { gateways }: StartRules,
): ChosenMethod | null {
  for (const { gateway, offers, failed, amount } of session.listings) {
    if (failed || !gateways.includes(gateway) || !sameMoney(amount, session.amount)) continue;
    const offer = offers.find((one) => methodKey(gateway, one.code) === code);
    if (offer) return { gateway, offer };
  }
  return null;
}

/** Who names no plan goes on with the one that the live attempt has. */
function isSameChoice(live: AttemptRecord, request: StartPaymentRequest): boolean {
  const { instalments = live.instalments } = request.options;
  return (
    methodKey(live.gateway, live.methodCode) === request.payment_method &&
    instalments === live.instalments &&
    sameMoney(live.amount, request.amount)
  );
}

function isLeased(attempt: AttemptRecord, now: string): boolean {
  return attempt.leaseUntil !== null && attempt.leaseUntil > now;
}

function tooMany(): StartDecision {
  return refuse('too_many_attempts', 'This session has had too many attempts.');
}

function refuse(code: ProblemCode, why: string): StartDecision {
  return { kind: 'refuse', code, why };
}
