import { sameMoney, type Money } from '../../contract/money.js';
import { isZeroMoney, subtractMoney, sumMoney } from '../money.js';
import { patchOperation, patchSession, record, type Change } from './change.js';
import { add, isAt, replace, restsAt, takeFrom, type Where } from './movement-list.js';
import { isOpenOperation, type MovementRecord, type OperationRecord } from './operation-record.js';
import type { SessionRecord } from './records.js';

/**
 * The books of captures and refunds. Three kinds of word reach them, in any order and more than
 * once: the answer to our own operation, a notice of one movement, and a sum of all so far. Each
 * movement is counted once; where two words may mean one movement, they are taken for one, because
 * more words will come for two, and none takes back what was counted too often.
 */

/** What was captured, or refunded, on a provider session; null when nothing was. */
export function totalOf(
  { movements }: SessionRecord,
  kind: MovementRecord['kind'],
  providerSessionId: string,
): Money | null {
  const amounts = movements.filter(isAt({ kind, providerSessionId })).map(({ amount }) => amount);
  const [first] = amounts;
  return first ? sumMoney(amounts, first.currency) : null;
}

/** The provider tells of one movement. Its `id` tells it apart from all others. */
export function noteOne(change: Change, where: Where, id: string, amount: Money): Change {
  const { movements, operations } = change.session;
  if (movements.some((one) => isAt(where)(one) && one.id === id)) return change;
  const named = operations.find((one) => one.providerOperationId === id || one.id === id);
  const answered = movements.find(
    (one) =>
      isAt(where)(one) &&
      one.id === null &&
      one.operationId !== null &&
      (named ? one.operationId === named.id : sameMoney(one.amount, amount)) &&
      (named !== undefined || isNameless(operations, one.operationId)),
  );
  if (answered) return replace(change, answered, { ...answered, id });
  const ours =
    named ?? openOperations(change.session, where).find((one) => isNamelessOf(one, amount));
  const guessed = named && named.state !== 'done' && guessOf(change.session, where, named);
  if (guessed) return endDone(claim(change, where, guessed, named, undefined, id), named);
  if (ours && ours.state !== 'done') {
    return endDone(add(change, where, { id, amount, operationId: ours.id }), ours);
  }
  // It may be a part of a sum that was told before.
  const taken = takeFrom(change, restsAt(change, where), amount);
  return add(taken ?? change, where, { id, amount, operationId: ours?.id ?? null });
}

/** The provider tells what it comes to so far: what is new about it was done somewhere. */
export function noteSum(change: Change, where: Where, sum: Money): Change {
  const known = totalOf(change.session, where.kind, where.providerSessionId);
  const surplus = known ? subtractMoney(sum, known) : sum;
  if (surplus === null || isZeroMoney(surplus)) return change;
  const open = openOperations(change.session, where);
  const all = sumMoney(
    open.map(({ amount }) => amount),
    sum.currency,
  );
  const same = open.filter(({ amount }) => sameMoney(amount, surplus));
  // Rather one that is under way: its own word will set it right, of a lost one none will come.
  const exact = same.find(({ leaseUntil }) => leaseUntil !== null) ?? same[0];
  const told = exact ? [exact] : all !== null && sameMoney(all, surplus) ? open : [];
  if (told.length === 0)
    return add(change, where, { id: null, amount: surplus, operationId: null });
  return told.reduce(
    (next, one) =>
      endDone(add(next, where, { id: null, amount: one.amount, operationId: one.id }), one),
    change,
  );
}

/** Our own operation has happened, as its answer says. */
export function noteAnswered(
  change: Change,
  where: Where,
  operation: OperationRecord,
  id: string | null,
): Change {
  const { movements } = change.session;
  const { amount } = operation;
  const ended = answered(endDone(change, operation, id), operation, id);
  const here = movements.filter(isAt(where));
  const mine = here.find((one) => one.operationId === operation.id);
  const named = id === null ? undefined : here.find((one) => one.id === id);
  if (named && named !== mine) return claim(ended, where, named, operation, mine);
  if (mine) return mine.id === null ? replace(ended, mine, { ...mine, id }) : ended;
  const since = here.filter((one) => one.operationId === null && one.at >= operation.startedAt);
  const same = since.find((one) => id === null && one.id !== null && sameMoney(one.amount, amount));
  if (same) return replace(ended, same, { ...same, operationId: operation.id });
  const taken = takeFrom(ended, restsAt(ended, where, operation.startedAt), amount);
  const guessed = taken ? undefined : guessOf(ended.session, where, operation);
  // The sum was about this one: the other one is open again.
  if (guessed) return claim(ended, where, guessed, operation, undefined, id);
  return add(taken ?? ended, where, { id, amount, operationId: operation.id });
}

/** Its own word ends the waiting, and gives the name by which it is told of. */
function answered(change: Change, operation: OperationRecord, id: string | null): Change {
  return patchOperation(change, operation.id, {
    leaseUntil: null,
    providerOperationId: id ?? operation.providerOperationId,
  });
}

/** What a sum told, and was taken for another order of this amount that has had no word of its own. */
function guessOf(
  { movements, operations }: SessionRecord,
  where: Where,
  { id, amount, startedAt }: OperationRecord,
): MovementRecord | undefined {
  return movements.find(
    (one) =>
      isAt(where)(one) &&
      one.id === null &&
      one.at >= startedAt &&
      sameMoney(one.amount, amount) &&
      operations.some(
        (other) => other.id === one.operationId && other.id !== id && other.leaseUntil !== null,
      ),
  );
}

/** A movement was taken for that of another operation, for they are of one amount. */
function claim(
  change: Change,
  where: Where,
  named: MovementRecord,
  operation: OperationRecord,
  mine: MovementRecord | undefined,
  id = named.id,
): Change {
  const other = change.session.operations.find((one) => one.id === named.operationId);
  const claimed = replace(change, named, { ...named, id, operationId: operation.id });
  const settled = claimed.session.movements.some((one) => one.operationId === other?.id);
  const owner = settled ? null : (other?.id ?? null);
  if (mine) return replace(claimed, mine, { ...mine, operationId: owner });
  // Its own movement may have been told of since.
  if (!other || settled) return claimed;
  // Nobody but that movement has said that the other one has happened: it is open again.
  if (other.leaseUntil !== null) {
    return patchOperation(claimed, other.id, { state: 'started', endedAt: null });
  }
  return add(claimed, where, {
    id: other.providerOperationId,
    amount: other.amount,
    operationId: other.id,
  });
}

/** The provider refused the operation: what was taken for it was made elsewhere. */
export function disown(change: Change, operationId: string): Change {
  const movements = change.session.movements.map((one) =>
    one.operationId === operationId ? { ...one, operationId: null } : one,
  );
  return patchSession(change, { movements });
}

/** Captures or refunds that may still happen on a provider session, oldest first. */
export function openOperations(
  { operations, attempts }: SessionRecord,
  { kind, providerSessionId }: Where,
): OperationRecord[] {
  const on = new Set(
    attempts.filter((one) => one.providerSessionId === providerSessionId).map(({ id }) => id),
  );
  return operations.filter(
    (one) => isOpenOperation(one) && on.has(one.attemptId) && moves(one, kind),
  );
}

/** The one call that gives back or cancels is a refund as soon as one is told. */
function moves({ kind }: OperationRecord, moved: MovementRecord['kind']): boolean {
  return kind === moved || (kind === 'refundOrCancel' && moved === 'refund');
}

const isNamelessOf = ({ providerOperationId, amount }: OperationRecord, told: Money): boolean =>
  providerOperationId === null && sameMoney(amount, told);

function isNameless(operations: readonly OperationRecord[], id: string | null): boolean {
  return operations.some((one) => one.id === id && one.providerOperationId === null);
}

/**
 * The operation has happened; once is enough. Its lease stays while its own answer is awaited.
 */
export function endDone(
  change: Change,
  operation: OperationRecord,
  id: string | null = null,
): Change {
  if (operation.state === 'done') return change;
  const ended = patchOperation(change, operation.id, {
    state: 'done',
    endedAt: change.at,
    why: null,
    providerOperationId: id ?? operation.providerOperationId,
  });
  return record(ended, 'operation.done', operation.attemptId, {
    operation: operation.id,
    kind: operation.kind,
  });
}
