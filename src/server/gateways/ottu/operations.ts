import { GatewayError } from '../gateway-error.js';
import type { CancelAnswer, ReverseAnswer, ReverseInput } from '../gateway.js';
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

/** Gives a whole charge back. The same key asks again about the same reversal. */
export async function reverse(
  gateway: string,
  client: OttuClient,
  { providerSession, amount, from, idempotencyKey, signal }: ReverseInput,
): Promise<ReverseAnswer> {
  const { providerId } = providerSession;
  const price = priceOf(amount);
  if (providerId === null || !price.ok) return { kind: 'refused', why: 'There is no payment.' };
  const target = { session_id: providerId };
  const request =
    from === 'authorized'
      ? ({ ...target, operation: 'void' } as const)
      : ({ ...target, operation: 'refund', amount: price.value } as const);
  try {
    return reversalOf(gateway, await client.operate(request, idempotencyKey, signal));
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'refused') throw error;
    return { kind: 'refused', why: error.message };
  }
}

function reversalOf(gateway: string, { result, success, detail }: OttuOperation): ReverseAnswer {
  if (result === 'success' || (!result && success === true)) return { kind: 'reversed' };
  if (result === 'queued') return { kind: 'queued' };
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
