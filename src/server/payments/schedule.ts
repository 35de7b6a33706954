import { isLive } from './attempt-machine.js';
import {
  isWatchedAuthorization,
  lapseTimes,
  nextQuestion,
  type LapseRule,
} from './authorizations.js';
import { patchSession, type Change } from './change.js';
import { WORD_MS, type OperationRecord } from './operation-record.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { isHeld } from './review.js';
import { isOpen } from './session-machine.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long a link of unknown life may be paid. */
const DEFAULT_LINK_LIFE = 24 * HOUR;
/** A payment begun in time may be told this much later. */
export const LINK_GRACE = 15 * MINUTE;
const FIRST_CHECK = 10 * SECOND;
const SLOWEST_CHECK = 10 * MINUTE;
/** A provider that could not be asked since the link ended is asked for this much longer. */
const LAST_CHANCE = 7 * 24 * HOUR;
/** A start that could not be finished in this time is given up: nobody was given its link. */
const START_LIFE = 30 * MINUTE;

/** Until when a payment on this provider session may still come. ISO 8601 UTC. */
export function watchEnd(provider: ProviderSessionRecord): string {
  const end = provider.expiresAt ? Date.parse(provider.expiresAt) : NaN;
  const known = Number.isNaN(end) ? Date.parse(provider.openedAt) + DEFAULT_LINK_LIFE : end;
  return new Date(known + LINK_GRACE).toISOString();
}

/** When it is given up, although the provider could not be asked since its link ended. */
export function giveUpAt(provider: ProviderSessionRecord): string {
  return new Date(Date.parse(watchEnd(provider)) + LAST_CHANCE).toISOString();
}

/** A shopper may still pay on it without our hearing, and it holds no kept charge. */
export function isWatched(session: SessionRecord, provider: ProviderSessionRecord): boolean {
  return provider.revealed && !provider.closed && !holdsCharge(session, provider);
}

function holdsCharge(session: SessionRecord, provider: ProviderSessionRecord): boolean {
  return session.attempts.some(
    (one) =>
      one.providerSessionId === provider.id && (one.state === 'authorized' || one.state === 'paid'),
  );
}

/** An attempt whose provider answer was lost, or is still being waited for. */
export function isInterrupted(attempt: AttemptRecord): boolean {
  return attempt.state === 'starting';
}

/**
 * A start whose caller has gone and that is not to be finished any more: too old, or its session
 * has expired. Its link was never given to anybody.
 */
export function isGivenUp(session: SessionRecord, attempt: AttemptRecord, at: string): boolean {
  if (!isInterrupted(attempt) || (attempt.leaseUntil ?? '') > at) return false;
  const old = Date.parse(attempt.startedAt) + START_LIFE <= Date.parse(at);
  return old || (session.expiresAt !== null && session.expiresAt <= at);
}

/** The provider took the order to give it back, and has not told what became of that. */
export function awaitsReversal(attempt: AttemptRecord): boolean {
  return attempt.reversal === 'queued';
}

export function owesReversal(attempt: AttemptRecord): boolean {
  return attempt.reversal === 'needed';
}

/** The provider has to say what became of an operation, or may know of an authorization. */
function isAskedAbout(
  session: SessionRecord,
  provider: ProviderSessionRecord,
  at: string,
): boolean {
  return awaitsWord(session, provider, at) || isWatchedAuthorization(session, provider, at);
}

/** Provider sessions that a check asks about. */
export function askedAbout(session: SessionRecord, at: string): ProviderSessionRecord[] {
  return session.providerSessions.filter(
    (one) => isWatched(session, one) || isAskedAbout(session, one, at),
  );
}

/** Of an operation on it nobody knows how it ended. */
function awaitsWord(
  { attempts, operations }: SessionRecord,
  { id }: ProviderSessionRecord,
  at: string,
): boolean {
  const on = attempts.filter((one) => one.providerSessionId === id).map((one) => one.id);
  return operations.some(
    ({ attemptId, state, startedAt }) =>
      on.includes(attemptId) &&
      (state === 'queued' || state === 'unknown') &&
      Date.parse(startedAt) + WORD_MS > Date.parse(at),
  );
}

/** Sets when this session is to be looked at next: the earliest of all that is open about it. */
export function withSchedule(change: Change, rule: LapseRule): Change {
  const { session, at } = change;
  const { canAsk } = rule;
  const now = Date.parse(at);
  const backoff = new Date(now + backoffMs(session.check.count)).toISOString();
  const times = [
    ...session.providerSessions
      .filter((one) => isWatched(session, one))
      .flatMap((one) => (canAsk(one.gateway) ? [backoff, nextEnd(one, at)] : [watchEnd(one)])),
    ...session.providerSessions
      .filter((one) => canAsk(one.gateway) && awaitsWord(session, one, at))
      .map(() => backoff),
    ...session.providerSessions
      .filter((one) => canAsk(one.gateway) && isWatchedAuthorization(session, one, at))
      .map((one) => nextQuestion(session, one, at)),
    ...lapseTimes(session, rule),
    ...session.operations.flatMap((one) => operationTime(one, backoff)),
    ...session.attempts.filter(isInterrupted).map((one) => later(one.leaseUntil, backoff)),
    ...(session.attempts.some(owesReversal) ? [backoff] : []),
    ...session.attempts.filter(awaitsReversal).flatMap((one) => one.leaseUntil ?? []),
    ...(isOpen(session.state) && session.expiresAt !== null && !hasLive(session) && !isHeld(session)
      ? [session.expiresAt]
      : []),
  ];
  const nextAt = times.sort().at(0) ?? null;
  return patchSession(change, { check: { ...session.check, nextAt } });
}

/** When an operation needs somebody: its caller may have gone, or its end was never told. */
function operationTime({ state, leaseUntil }: OperationRecord, backoff: string): string[] {
  if (state === 'started') return [later(leaseUntil, backoff)];
  return state === 'queued' && leaseUntil !== null ? [leaseUntil] : [];
}

function backoffMs(count: number): number {
  return Math.min(FIRST_CHECK * 2 ** Math.min(count, 16), SLOWEST_CHECK);
}

function nextEnd(provider: ProviderSessionRecord, at: string): string {
  const end = watchEnd(provider);
  return end > at ? end : giveUpAt(provider);
}

function later(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}

function hasLive(session: SessionRecord): boolean {
  return session.attempts.some((one) => isLive(one.state));
}
