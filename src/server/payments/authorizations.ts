import { isCharged } from './attempt-machine.js';
import { notify, patchAttempt, record, type Change } from './change.js';
import { applyLapse } from './given-back.js';
import { isOpenOperation } from './operation-record.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';

const HOUR = 60 * 60 * 1000;
/** How often an authorization is asked about: only what is done elsewhere can change it. */
const PACE = 12 * HOUR;
/** Longer than card schemes let an authorization live: after that, nobody asks any more. */
const WATCH = 45 * 24 * HOUR;
/** The provider's clock is not ours. */
const GRACE = 60 * 1000;

export interface LapseRule {
  /** The merchant is told so many milliseconds before an authorization lapses. */
  readonly lapseNotice: number;
  /** The gateway can be asked what became of a payment. */
  readonly canAsk: (gateway: string) => boolean;
}

/** The authorization on a provider session that is kept and not captured yet. */
function authorizedOn(
  session: SessionRecord,
  { id }: Pick<ProviderSessionRecord, 'id'>,
): AttemptRecord | null {
  if (session.state !== 'authorized') return null;
  const holds = (one: AttemptRecord): boolean =>
    one.providerSessionId === id && one.state === 'authorized' && one.reversal === null;
  return session.attempts.find(holds) ?? null;
}

/** It may be captured, released or lapse without our hearing. */
export function isWatchedAuthorization(
  session: SessionRecord,
  provider: ProviderSessionRecord,
  at: string,
): boolean {
  const attempt = authorizedOn(session, provider);
  return attempt !== null && plus(attempt.startedAt, WATCH) > at;
}

/** When an authorization is asked about next: at a slow pace, and when it should lapse. */
export function nextQuestion(
  session: SessionRecord,
  provider: ProviderSessionRecord,
  at: string,
): string {
  const end = authorizedOn(session, provider)?.captureBefore ?? null;
  const pace = plus(at, PACE);
  const lapse = end === null ? pace : plus(end, GRACE);
  return lapse > at && lapse < pace ? lapse : pace;
}

/** When time alone changes something about an authorization. */
export function lapseTimes(session: SessionRecord, rule: LapseRule): string[] {
  return session.attempts.flatMap((one) => {
    if (
      one.captureBefore === null ||
      authorizedOn(session, { id: one.providerSessionId }) !== one
    ) {
      return [];
    }
    const told = one.lapseTold ? [] : [plus(one.captureBefore, -rule.lapseNotice)];
    return rule.canAsk(one.gateway) ? told : [...told, plus(one.captureBefore, GRACE)];
  });
}

/**
 * Tells of an authorization that is about to lapse uncaptured, once. One that has lapsed ends by
 * the provider's word; by time alone only where the provider cannot be asked.
 */
export function lapseDue(change: Change, rule: LapseRule): Change {
  return change.session.attempts
    .filter((one) => one.captureBefore !== null && isCharged(one.state))
    .filter((one) => authorizedOn(change.session, { id: one.providerSessionId }) === one)
    .reduce((next, attempt) => lapseOne(next, attempt, rule), change);
}

function lapseOne(change: Change, attempt: AttemptRecord, rule: LapseRule): Change {
  const { captureBefore, lapseTold, gateway, id } = attempt;
  if (captureBefore === null) return change;
  const asked = change.session.operations.some(
    (one) => one.attemptId === id && isOpenOperation(one),
  );
  if (plus(captureBefore, GRACE) <= change.at && !rule.canAsk(gateway) && !asked) {
    return applyLapse(change, attempt);
  }
  if (lapseTold || plus(captureBefore, -rule.lapseNotice) > change.at) return change;
  const told = patchAttempt(change, id, { lapseTold: true });
  const logged = record(told, 'attempt.authorization_expiring', id, { captureBefore });
  return notify(logged, 'authorization_expiring', id);
}

function plus(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}
