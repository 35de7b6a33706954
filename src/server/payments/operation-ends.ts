import type { OperationAnswer, RefundOrCancelAnswer } from '../gateways/operation.js';
import { settleAmounts } from './amounts.js';
import { isCharged } from './attempt-machine.js';
import { attemptOf, moveAttempt, notify, patchOperation, record, type Change } from './change.js';
import { disown, endDone, noteAnswered } from './movements.js';
import { isOpenOperation, WORD_MS, type OperationRecord } from './operation-record.js';
import { applyReading, type ReadingContext } from './readings.js';

type Answer = OperationAnswer | RefundOrCancelAnswer;

/** The operation as it is now: a notice may have told of its end before its answer did. */
export function operationOf({ session }: Change, id: string): OperationRecord {
  const found = session.operations.find((one) => one.id === id);
  if (!found) throw new Error('The session has no such operation.');
  return found;
}

/** What the provider answered. The merchant's caller hears of a refusal, unless they have gone. */
export function noteOperationAnswer(
  change: Change,
  id: string,
  answer: Answer,
  context: ReadingContext & { readonly callerIsThere: boolean },
): Change {
  const operation = operationOf(change, id);
  switch (answer.kind) {
    case 'done': {
      const done = happened(change, operation, answer.operationId, didOf(answer), context);
      const provider = attemptOf(done.session, operation.attemptId).providerSessionId;
      return answer.reading ? applyReading(done, provider, answer.reading, context) : done;
    }
    case 'queued':
      return operation.state === 'started' ? queue(change, operation, answer.operationId) : change;
    case 'refused': {
      const refused = refuse(change, operation, answer.why);
      return context.callerIsThere ? refused : tellRefused(refused, operation);
    }
  }
}

type Did = 'refunded' | 'canceled' | null;

const didOf = (answer: Answer): Did => ('did' in answer ? answer.did : null);

/** It has happened, as the provider or the merchant says. */
export function happened(
  change: Change,
  operation: OperationRecord,
  providerOperationId: string | null,
  did: Did,
  context: ReadingContext,
): Change {
  const attempt = attemptOf(change.session, operation.attemptId);
  const where = { providerSessionId: attempt.providerSessionId };
  const { kind, amount } = operation;
  const released = kind === 'void' || (kind === 'refundOrCancel' && did === 'canceled');
  if (kind === 'capture') {
    const noted = noteAnswered(change, { ...where, kind }, operation, providerOperationId);
    return settleAmounts(moveAttempt(noted, attemptOf(noted.session, attempt.id), 'pay'));
  }
  if (released) {
    const done = endDone(change, operation, providerOperationId);
    const end = isCharged(attempt.state) ? 'voided' : 'canceled';
    return applyReading(done, attempt.providerSessionId, told({ kind: end }), context);
  }
  // The one call may have refunded a payment that nobody had told of.
  const paid = isCharged(attempt.state)
    ? change
    : applyReading(
        change,
        attempt.providerSessionId,
        { ...told({ kind: 'paid' }), amount },
        context,
      );
  const refund = { ...where, kind: 'refund' } as const;
  return settleAmounts(noteAnswered(paid, refund, operation, providerOperationId));
}

const told = (outcome: { readonly kind: 'voided' | 'canceled' | 'paid' }) => ({
  reference: null,
  outcome,
  amount: null,
  methodCode: null,
  transactionId: null,
});

function queue(change: Change, { id, attemptId, kind }: OperationRecord, given: string | null) {
  const leaseUntil = new Date(Date.parse(change.at) + WORD_MS).toISOString();
  const patch = { state: 'queued', leaseUntil, providerOperationId: given } as const;
  return record(patchOperation(change, id, patch), 'operation.queued', attemptId, {
    operation: id,
    kind,
  });
}

/** Nothing has happened, as the provider or the merchant says: what was taken for it was not it. */
export function refuse(change: Change, operation: OperationRecord, why: string): Change {
  const { id, attemptId, kind } = operation;
  const ended = { state: 'refused', endedAt: change.at, leaseUntil: null, why } as const;
  const refused = disown(patchOperation(change, id, ended), id);
  const logged = record(refused, 'operation.refused', attemptId, { operation: id, kind, why });
  // A refund that gave all of it back may have waited for this one.
  return settleAmounts(logged);
}

function tellRefused(change: Change, { id, attemptId }: OperationRecord): Change {
  return notify(change, 'operation_refused', attemptId, { operationId: id });
}

/** Nobody can say what became of it: the merchant has to look it up. */
export function loseTrack(change: Change, operation: OperationRecord, why: string): Change {
  const { id, attemptId, kind } = operation;
  if (operation.state === 'unknown' || !isOpenOperation(operation)) return change;
  const lost = patchOperation(change, id, { state: 'unknown', leaseUntil: null, why });
  const logged = record(lost, 'operation.unknown', attemptId, { operation: id, kind });
  return notify(logged, 'operation_unknown', attemptId, { operationId: id });
}

/** The provider took the order and never told what became of it. */
export function unheardOperations(change: Change): Change {
  return change.session.operations
    .filter((one) => one.state === 'queued' && (one.leaseUntil ?? '') <= change.at)
    .reduce(
      (next, one) => loseTrack(next, one, 'The provider took the order and told no end.'),
      change,
    );
}
