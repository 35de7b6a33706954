import { GatewayError } from '../gateways/gateway-error.js';
import type { OperationAnswer, RefundOrCancelAnswer } from '../gateways/operation.js';
import { attemptOf, patchOperation, patchSession, providerSessionOf } from './change.js';
import { findGateway, nowOf, type Context } from './context.js';
import { loadSession, mutate, tryWrite } from './mutate.js';
import { loseTrack, noteOperationAnswer, operationOf } from './operation-ends.js';
import type { OperationRecord } from './operation-record.js';
import { readingContext } from './prove.js';
import type { SessionRecord } from './records.js';

const TIMEOUT_MS = 15_000;
/** Longer than the time-out, so that two callers never ask at the same time. */
export const OPERATION_LEASE_MS = 30_000;
/** Providers forget idempotency keys, usually after a day: until then a try is repeated safely. */
const REPEAT_MS = 12 * 60 * 60 * 1000;
/** Finishes what was cut off. Leaves alone what somebody else is working on. */
export async function finishOperations(
  context: Context,
  session: SessionRecord,
): Promise<SessionRecord> {
  let current = session;
  for (const { id } of session.operations) {
    const operation = current.operations.find((one) => one.id === id);
    const free = operation?.state === 'started' && (operation.leaseUntil ?? '') <= nowOf(context);
    if (free) current = await resumeOperation(context, current, operation, false);
  }
  return current;
}

/** Sends it again where that cannot do it twice; else the merchant has to look. */
export async function resumeOperation(
  context: Context,
  session: SessionRecord,
  operation: OperationRecord,
  callerIsThere: boolean,
): Promise<SessionRecord> {
  const attempt = attemptOf(session, operation.attemptId);
  const idempotent = findGateway(context, attempt.gateway)?.[operation.kind]?.idempotent;
  const tooOld = operation.startedAt <= nowOf(context, -REPEAT_MS);
  if (idempotent === false || tooOld) return lost(context, session.id, operation);
  const leaseUntil = nowOf(context, OPERATION_LEASE_MS);
  const leased = await tryWrite(context, session, (change) =>
    patchOperation(change, operation.id, { leaseUntil }),
  );
  return leased
    ? sendOperation(context, leased, operation, { callerIsThere, repeated: true })
    : loadSession(context, session.id);
}

interface Sending {
  /** The merchant's caller waits for the outcome. */
  readonly callerIsThere: boolean;
  /** It may have been sent before, and carried out. */
  readonly repeated: boolean;
}

/** Asks the provider, under a lease that is stored. */
export async function sendOperation(
  context: Context,
  session: SessionRecord,
  operation: OperationRecord,
  { callerIsThere, repeated }: Sending,
): Promise<SessionRecord> {
  const { gateway: code } = attemptOf(session, operation.attemptId);
  try {
    const answer = await ask(context, session, operation, repeated);
    return await mutate(context, session.id, (change) =>
      noteOperationAnswer(change, operation.id, answer, {
        ...readingContext(context, code),
        callerIsThere,
      }),
    );
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    context.settings.log.error('an operation was not answered', { gateway: code, error });
    const idempotent = findGateway(context, code)?.[operation.kind]?.idempotent;
    if (idempotent === false) return lost(context, session.id, operation);
    return mutate(context, session.id, (change) => {
      const started = operationOf(change, operation.id).state === 'started';
      return started ? patchOperation(change, operation.id, { leaseUntil: null }) : change;
    });
  }
}

async function ask(
  context: Context,
  session: SessionRecord,
  operation: OperationRecord,
  repeated: boolean,
): Promise<OperationAnswer | RefundOrCancelAnswer> {
  const attempt = attemptOf(session, operation.attemptId);
  const { gateway: code, methodCode, transactionId, providerSessionId } = attempt;
  const run = findGateway(context, code)?.[operation.kind]?.run;
  if (!run) throw new GatewayError('unavailable', code, `The gateway ${code} is not configured.`);
  const { amount, whole, id: idempotencyKey } = operation;
  const providerSession = providerSessionOf(session, providerSessionId);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const facts = { methodCode, transactionId, amount, whole, idempotencyKey };
    return await run({ providerSession, ...facts, signal });
  } catch (error) {
    if (error instanceof GatewayError) {
      // Credentials that are refused now say nothing of the try before, which may have succeeded.
      const unheard = repeated && error.code === 'misconfigured';
      if (error.definite && !unheard) return { kind: 'refused', why: error.message };
      throw error;
    }
    // Whatever a gateway throws, nobody knows what the provider did.
    throw new GatewayError('invalid_answer', code, 'The gateway failed.', { cause: error });
  }
}

function lost(context: Context, sessionId: string, { id }: OperationRecord) {
  const why = 'The answer was lost, and asking again could do it twice: look it up there.';
  return mutate(context, sessionId, (change) => {
    const operation = operationOf(change, id);
    const asked = patchSession(change, { check: { ...change.session.check, count: 0 } });
    return operation.state === 'started' ? loseTrack(asked, operation, why) : change;
  });
}
