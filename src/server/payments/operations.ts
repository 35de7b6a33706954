import type { OperationOrder, OperationResult } from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import { attemptOf, patchSession, record } from './change.js';
import { factsOf, nowOf, type Context } from './context.js';
import { toMerchantOperation, toMerchantSession } from './merchant-session.js';
import { loadSession, mutate, tryWrite } from './mutate.js';
import { happened, refuse } from './operation-ends.js';
import { checkOrder, type Order } from './operation-input.js';
import type { MerchantOperationKind, OperationRecord } from './operation-record.js';
import { checkOperation } from './operation-rules.js';
import { readingContext } from './prove.js';
import type { SessionRecord } from './records.js';
import { OPERATION_LEASE_MS, resumeOperation, sendOperation } from './send-operation.js';

/** So many conflicts in a row mean that something is wrong, not that the session is busy. */
const MAX_ROUNDS = 50;

/**
 * Does what the merchant ordered, once per key. The order is stored, and its amount taken up, before
 * the provider hears of it: what was cut off is finished by the reconciler, or reported.
 * @throws {CheckoutError} see `OperationMethods`
 */
export async function orderOperation(
  context: Context,
  sessionId: string,
  kind: MerchantOperationKind,
  input: OperationOrder,
): Promise<OperationResult> {
  const order = checkOrder(kind, input);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const session = await loadSession(context, sessionId);
    const known = session.operations.find((one) => one.key === order.key);
    if (known) return again(context, session, known, order);
    const operation = newOperation(context, session, order);
    const stored = await tryWrite(context, session, (change) => {
      const added = patchSession(change, { operations: [...session.operations, operation] });
      return record(added, 'operation.started', operation.attemptId, {
        operation: operation.id,
        kind,
        ...operation.amount,
      });
    });
    if (stored) {
      const sending = { callerIsThere: true, repeated: false };
      return resultOf(context, await sendOperation(context, stored, operation, sending), operation);
    }
  }
  throw new Error('The operation could not be written: too many conflicts.');
}

function newOperation(context: Context, session: SessionRecord, order: Order): OperationRecord {
  const { kind, reason, key, fingerprint } = order;
  const { attempt, amount, whole } = checkOperation(session, kind, order.amount, factsOf(context));
  return {
    // Cut to what every provider takes; still more random bits than a collision needs.
    id: `op-${context.newToken()}`.slice(0, 36),
    ...{ kind, attemptId: attempt.id, amount, whole, reason, key, fingerprint },
    state: 'started',
    leaseUntil: nowOf(context, OPERATION_LEASE_MS),
    startedAt: nowOf(context),
    endedAt: null,
    providerOperationId: null,
    why: null,
  };
}

/** The first outcome; an order that was cut off is taken up again. */
async function again(
  context: Context,
  session: SessionRecord,
  operation: OperationRecord,
  { fingerprint }: Order,
): Promise<OperationResult> {
  if (operation.fingerprint !== fingerprint) {
    const why = 'This idempotencyKey stands for another order: use a new one for every order.';
    throw new CheckoutError('idempotency_key_reused', why);
  }
  if (operation.state !== 'started') return resultOf(context, session, operation);
  if ((operation.leaseUntil ?? '') > nowOf(context)) throw inProgress(operation);
  return resultOf(context, await resumeOperation(context, session, operation, true), operation);
}

/** The merchant looked up at the provider what became of an operation that is `unknown`. */
export async function settleOperation(
  context: Context,
  sessionId: string,
  operationId: string,
  outcome: 'done' | 'refused',
): Promise<SessionRecord> {
  return mutate(context, sessionId, (change) => {
    const operation = change.session.operations.find((one) => one.id === operationId);
    if (operation?.state !== 'unknown') {
      const why = 'Only an operation whose end is unknown can be settled: see operationLog.';
      throw new CheckoutError('operation_not_possible', why);
    }
    const by = { operation: operationId, outcome };
    const said = record(change, 'operation.settled_by_merchant', operation.attemptId, by);
    if (outcome === 'refused') return refuse(said, operation, 'The merchant says so.');
    const { gateway, state } = attemptOf(said.session, operation.attemptId);
    const did =
      operation.kind !== 'refundOrCancel' ? null : state === 'paid' ? 'refunded' : 'canceled';
    return happened(said, operation, null, did, readingContext(context, gateway));
  });
}

/** @throws {CheckoutError} unless it is done, or will be told */
function resultOf(
  context: Context,
  session: SessionRecord,
  { id }: OperationRecord,
): OperationResult {
  const found = session.operations.find((one) => one.id === id);
  if (!found) throw new Error('The session has lost an operation.');
  const operation = toMerchantOperation(found);
  switch (found.state) {
    case 'done':
    case 'queued':
      return { operation, session: toMerchantSession(session, factsOf(context)) };
    case 'refused': {
      const why = `The provider refused the ${found.kind}: ${found.why ?? 'it gives no reason'}`;
      throw new CheckoutError('operation_refused', why, { operation });
    }
    case 'started':
    case 'unknown': {
      const next =
        found.state === 'started'
          ? 'It is finished by itself; ask again with the same key.'
          : 'Look it up at the provider, then call settleOperation.';
      const why = `The provider's answer to the ${found.kind} was lost. ${next}`;
      throw new CheckoutError('operation_unconfirmed', why, { operation });
    }
  }
}

function inProgress(operation: OperationRecord): CheckoutError {
  const why = 'This order is being carried out: ask again with the same key.';
  return new CheckoutError('operation_in_progress', why, {
    operation: toMerchantOperation(operation),
    retryAfter: 1,
  });
}
