import type { AttemptState } from '../../contract/attempt.js';
import type { Commit } from '../store/store.js';
import { isLive, nextAttemptState, type AttemptEvent } from './attempt-machine.js';
import type { OperationRecord } from './operation-record.js';
import type {
  AttemptRecord,
  Notice,
  NoticeType,
  ProviderSessionRecord,
  SessionEvent,
  SessionRecord,
} from './records.js';
import { isSettled, nextSessionState, type SessionEventName } from './session-machine.js';

/**
 * A change in the making: the session as it will be, with the log lines that explain it and the
 * notices for the merchant. A value: every function returns a new one.
 */
export interface Change {
  readonly session: SessionRecord;
  readonly events: readonly SessionEvent[];
  readonly notices: readonly Notice[];
  readonly at: string;
}

export function beginChange(session: SessionRecord, at: string): Change {
  return { session, events: [], notices: [], at };
}

/** True when there is something to write. */
export function hasChanged(change: Change, from: SessionRecord): boolean {
  return change.session !== from || change.events.length > 0 || change.notices.length > 0;
}

/** The change as the store takes it. */
export function toCommit(change: Change): Commit {
  return {
    session: { ...change.session, version: change.session.version + 1 },
    events: change.events,
    notices: change.notices,
  };
}

export function patchSession(change: Change, patch: Partial<SessionRecord>): Change {
  return { ...change, session: { ...change.session, ...patch } };
}

export function patchAttempt(change: Change, id: string, patch: Partial<AttemptRecord>): Change {
  return patchSession(change, {
    attempts: change.session.attempts.map((one) => (one.id === id ? { ...one, ...patch } : one)),
  });
}

export function patchOperation(
  change: Change,
  id: string,
  patch: Partial<OperationRecord>,
): Change {
  return patchSession(change, {
    operations: change.session.operations.map((one) =>
      one.id === id ? { ...one, ...patch } : one,
    ),
  });
}

export function patchProviderSession(
  change: Change,
  id: string,
  patch: Partial<ProviderSessionRecord>,
): Change {
  return patchSession(change, {
    providerSessions: change.session.providerSessions.map((one) =>
      one.id === id ? { ...one, ...patch } : one,
    ),
  });
}

/** Nothing can be paid on it any more, as far as anybody knows. */
export function closeProviderSession(
  change: Change,
  { id, gateway }: ProviderSessionRecord,
  type = 'provider_session.closed',
): Change {
  if (providerSessionOf(change.session, id).closed) return change;
  return record(patchProviderSession(change, id, { closed: true }), type, null, { gateway });
}

/** Adds a line to the session's log. */
export function record(
  change: Change,
  type: string,
  attemptId: string | null = null,
  data: SessionEvent['data'] = {},
): Change {
  const event = { sessionId: change.session.id, at: change.at, type, attemptId, data };
  return { ...change, events: [...change.events, event] };
}

interface About {
  /** Default: the state that the session is in. */
  readonly previousState?: SessionRecord['state'];
  readonly operationId?: string | null;
}

/** Adds a notice for the merchant. Its id is unique: session, version and place. */
export function notify(
  change: Change,
  type: NoticeType,
  attemptId: string | null,
  { previousState = change.session.state, operationId = null }: About = {},
): Change {
  const { id: sessionId, version, state } = change.session;
  const notice: Notice = {
    id: `${sessionId}.${version + 1}.${change.notices.length}`,
    type,
    sessionId,
    at: change.at,
    attemptId,
    operationId,
    previousState,
    state,
  };
  return { ...change, notices: [...change.notices, notice] };
}

/** Moves an attempt, or changes nothing when the machine has no such step. */
export function moveAttempt(
  change: Change,
  attempt: AttemptRecord,
  event: AttemptEvent,
  patch: Partial<AttemptRecord> = {},
): Change {
  const state = nextAttemptState(attempt.state, event);
  if (state === null) return change;
  const moved = patchAttempt(change, attempt.id, {
    ...patch,
    state,
    endedAt: isLive(state) ? null : (attempt.endedAt ?? change.at),
    leaseUntil: null,
  });
  return record(moved, `attempt.${state}`, attempt.id, { from: attempt.state, by: event });
}

/** Moves the session, and tells the merchant when the state changed. */
export function moveSession(
  change: Change,
  event: SessionEventName,
  attemptId: string | null = null,
): Change {
  const from = change.session.state;
  const state = nextSessionState(from, event);
  if (state === null) return change;
  const moved = patchSession(change, { state });
  const logged = record(moved, `session.${state}`, attemptId, { from, by: event });
  const late = isSettled(state) && !isSettled(from) && isEnded(from);
  const told = notify(logged, 'state_changed', attemptId, { previousState: from });
  return late ? notify(told, 'late_payment', attemptId, { previousState: from }) : told;
}

/** The attempt with this id; it must be there. */
export function attemptOf(session: SessionRecord, id: string): AttemptRecord {
  const attempt = session.attempts.find((one) => one.id === id);
  if (!attempt) throw new Error('The session has no such attempt.');
  return attempt;
}

export function providerSessionOf(session: SessionRecord, id: string): ProviderSessionRecord {
  const found = session.providerSessions.find((one) => one.id === id);
  if (!found) throw new Error('The session has no such provider session.');
  return found;
}

/** The one attempt on which the shopper may still be paying. */
export function liveAttempt(session: SessionRecord): AttemptRecord | null {
  return session.attempts.find((one) => isLive(one.state)) ?? null;
}

function isEnded(state: SessionRecord['state']): boolean {
  return state === 'failed' || state === 'canceled' || state === 'expired' || state === 'invalided';
}

/** An attempt that ended without a payment before this state: a payment on it is late. */
export function endedUnpaid(state: AttemptState): boolean {
  return (
    state === 'failed' || state === 'canceled' || state === 'expired' || state === 'superseded'
  );
}
