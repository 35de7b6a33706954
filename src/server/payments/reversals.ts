import { finishReversal } from './given-back.js';
import {
  attemptOf,
  moveAttempt,
  notify,
  patchAttempt,
  providerSessionOf,
  record,
} from './change.js';
import type { OperationAnswer } from '../gateways/operation.js';
import { findGateway, nowOf, type Context } from './context.js';
import { totalOf } from './movements.js';
import { mutate, tryWrite } from './mutate.js';
import type { AttemptRecord, SessionRecord } from './records.js';
import { reversalOf } from './reversal-of.js';
import { owesReversal } from './schedule.js';

const REVERSE_TIMEOUT_MS = 15_000;
/** Longer than the time-out, so that two callers never ask at the same time. */
const LEASE_MS = 30_000;
/** So long a provider may take to tell what became of a queued reversal. */
const QUEUED_MS = 3 * 24 * 60 * 60 * 1000;
const NO_WAY: OperationAnswer = { kind: 'refused', why: 'No configured gateway can give it back.' };

/**
 * Gives back every charge that stands beside a kept one. Under a lease, with one idempotency key
 * per charge; what does not succeed is tried again by the reconciler, a refusal is reported.
 */
export async function reverseDuplicates(
  context: Context,
  session: SessionRecord,
): Promise<SessionRecord> {
  let current = session;
  for (const attempt of session.attempts.filter(owesReversal)) {
    current = await reverseOne(context, current, attempt);
  }
  return current;
}

async function reverseOne(
  context: Context,
  session: SessionRecord,
  { id }: AttemptRecord,
): Promise<SessionRecord> {
  const attempt = attemptOf(session, id);
  const reverse = reversalOf(findGateway(context, attempt.gateway), attempt.state);
  if (!reverse) return noteAnswer(context, session.id, id, NO_WAY);
  if ((attempt.leaseUntil ?? '') > nowOf(context)) return session;
  const leaseUntil = nowOf(context, LEASE_MS);
  const leased = await tryWrite(context, session, (change) =>
    patchAttempt(change, id, { leaseUntil }),
  );
  if (!leased) return session;
  try {
    const answer = await reverse.run({
      providerSession: providerSessionOf(leased, attempt.providerSessionId),
      methodCode: attempt.methodCode,
      transactionId: attempt.transactionId,
      amount: totalOf(leased, 'capture', attempt.providerSessionId) ?? attempt.amount,
      whole: true,
      // Cut to what every provider takes; still more random bits than a collision needs.
      idempotencyKey: `rv-${id}`.slice(0, 36),
      signal: AbortSignal.timeout(REVERSE_TIMEOUT_MS),
    });
    return await noteAnswer(context, session.id, id, answer);
  } catch (error) {
    context.settings.log.error('a second charge could not be given back yet', {
      gateway: attempt.gateway,
      error,
    });
    return mutate(context, session.id, (change) => patchAttempt(change, id, { leaseUntil: null }));
  }
}

function noteAnswer(
  context: Context,
  sessionId: string,
  attemptId: string,
  answer: OperationAnswer,
): Promise<SessionRecord> {
  return mutate(context, sessionId, (change) => {
    const attempt = attemptOf(change.session, attemptId);
    if (attempt.reversal !== 'needed') return change;
    const free = patchAttempt(change, attemptId, { leaseUntil: null });
    switch (answer.kind) {
      case 'done': {
        const voided =
          attempt.state === 'authorized'
            ? moveAttempt(free, attempt, 'void', { voided: true })
            : free;
        return finishReversal(voided, attempt);
      }
      case 'queued':
        return record(
          patchAttempt(free, attemptId, {
            reversal: 'queued',
            leaseUntil: nowOf(context, QUEUED_MS),
          }),
          'attempt.reversal_queued',
          attemptId,
        );
      case 'refused': {
        const reported = patchAttempt(free, attemptId, { reversal: 'reported' });
        const logged = record(reported, 'attempt.reversal_refused', attemptId, { why: answer.why });
        return notify(logged, 'duplicate_payment', attemptId);
      }
    }
  });
}
