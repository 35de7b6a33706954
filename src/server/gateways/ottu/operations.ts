import { answered } from '../answered.js';
import { GatewayError } from '../gateway-error.js';
import type { CancelAnswer } from '../gateway.js';
import type { Operation, OperationAnswer, OperationKind } from '../operation.js';
import type { OttuClient } from './client.js';
import { priceOf } from './payment.js';
import type { OttuOperation } from './wire.js';

/** Cancels what is not paid yet. A refusal is checked: the payment may be canceled already. */
export async function cancel(
  client: OttuClient,
  providerId: string | null,
  signal: AbortSignal,
): Promise<CancelAnswer> {
  // Without an id nobody was ever given a URL of it.
  if (providerId === null) return { kind: 'canceled' };
  // A fresh key each time: canceling twice is harmless, an old refusal told again is not.
  const key = `cancel-${crypto.randomUUID()}`;
  const answer = await refusedAsNull(
    client.operate({ session_id: providerId, operation: 'cancel' }, key, signal),
  );
  if (answer?.result === 'success') return { kind: 'canceled' };
  const { state } = await client.retrieve(providerId, signal);
  return { kind: state === 'canceled' ? 'canceled' : 'refused' };
}

/**
 * An operation at the payment gateway behind Ottu (seed 003). The same tracking key asks again
 * about the same operation. Part of an amount is taken where that gateway takes it.
 */
export function operation(kind: OperationKind, gateway: string, client: OttuClient): Operation {
  return {
    partial: kind !== 'void',
    idempotent: true,
    run: async ({ providerSession: { providerId }, amount, idempotencyKey, signal }) => {
      const price = priceOf(amount);
      if (providerId === null || !price.ok) return { kind: 'refused', why: 'There is no payment.' };
      const target = { session_id: providerId };
      const request =
        kind === 'void'
          ? ({ ...target, operation: kind } as const)
          : ({ ...target, operation: kind, amount: price.value } as const);
      return answered(async () =>
        answerOf(gateway, await client.operate(request, idempotencyKey, signal)),
      );
    },
  };
}

function answerOf(gateway: string, answer: OttuOperation): OperationAnswer {
  const { result, success, detail } = answer;
  // The reference of the operation, which its webhook quotes and signs.
  const operationId = answer.reference_number ?? answer.txn?.session_id ?? null;
  if (result === 'success' || (!result && success === true)) {
    return { kind: 'done', operationId, reading: null };
  }
  if (result === 'queued') return { kind: 'queued', operationId };
  if (result === 'failed' || result === 'rejected' || success === false) {
    return { kind: 'refused', why: detail ?? 'Ottu gives no reason.' };
  }
  throw new GatewayError('invalid_answer', gateway, `${gateway} did not say what it did.`);
}

async function refusedAsNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'refused') return null;
    throw error;
  }
}
