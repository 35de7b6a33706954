import { scaledPrice } from '../amount.js';
import { GatewayError, isRefusal } from '../gateway-error.js';
import type { ProviderSession, Reading } from '../gateway.js';
import type { Operation, OperationAnswer, OperationInput } from '../operation.js';
import type { PostpayClient } from './client.js';
import { postpayErrorCode } from './errors.js';
import { DIGITS } from './goods.js';
import type { PostpaySettings } from './options.js';
import { orderIdOf } from './order-id.js';
import { retrieve } from './retrieve.js';

/** Takes the money of an approved order, whole. A repetition finds it captured already. */
export const captureOperation = (settings: PostpaySettings, client: PostpayClient): Operation => ({
  partial: false,
  idempotent: true,
  run: async (input) => {
    if (!input.whole) return { kind: 'refused', why: 'Postpay captures an order whole only.' };
    const orderId = orderIdOf(input.providerSession);
    try {
      await client.capture(orderId, input.signal);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { status } = await client.retrieveOrder(orderId, input.signal);
      if (status !== 'captured') return { kind: 'refused', why: error.message };
    }
    return { kind: 'done', operationId: null, reading: await after(settings, client, input) };
  },
});

/**
 * Gives money back. The refund's id is the idempotency key: Postpay takes it once, and says
 * `conflict` to a repetition, which is then looked up.
 */
export const refundOperation = (settings: PostpaySettings, client: PostpayClient): Operation => ({
  partial: true,
  idempotent: true,
  run: async (input) => {
    const price = scaledPrice(input.amount, DIGITS);
    if (!price.ok) return { kind: 'refused', why: `It cannot be refunded: ${price.reason}.` };
    const refused = await refund(client, input, price.value);
    if (refused !== null) return refused;
    const { idempotencyKey: operationId } = input;
    return { kind: 'done', operationId, reading: await after(settings, client, input) };
  },
});

/** Null when the refund is there: made now, or by an earlier try whose answer was lost. */
async function refund(
  client: PostpayClient,
  { providerSession, idempotencyKey, signal }: OperationInput,
  amount: number,
): Promise<Extract<OperationAnswer, { kind: 'refused' }> | null> {
  const orderId = orderIdOf(providerSession);
  try {
    // The amount always goes along: without one Postpay would refund all that is left.
    await client.createRefund(orderId, { refund_id: idempotencyKey, amount }, signal);
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // A repetition may also be told that nothing is left, by the refund that it repeats.
    const known =
      error.status === 409 ? await amountOf(client, orderId, idempotencyKey, signal) : null;
    return known === amount ? null : { kind: 'refused', why: error.message };
  }
}

async function amountOf(
  client: PostpayClient,
  orderId: string,
  refundId: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    return (await client.retrieveRefund(orderId, refundId, signal)).amount;
  } catch (error) {
    if (postpayErrorCode(error) === 'not_found') return null;
    throw error;
  }
}

/** The payment after it, refunds of the dashboard included; null when nobody answers just now. */
async function after(
  settings: PostpaySettings,
  client: PostpayClient,
  {
    providerSession,
    methodCode,
    signal,
  }: Pick<OperationInput, 'methodCode' | 'signal'> & {
    readonly providerSession: ProviderSession;
  },
): Promise<Reading | null> {
  try {
    const question = { providerSession, methodCode, webhook: null, wanted: false, signal };
    return await retrieve(settings, client, question);
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}
