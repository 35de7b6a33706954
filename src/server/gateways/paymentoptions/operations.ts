import { answered } from '../answered.js';
import type { Operation, OperationAnswer, OperationInput, OperationKind } from '../operation.js';
import type { PaymentOptionsClient } from './client.js';
import { recall } from './memory.js';
import type { PaymentOptionsSettings } from './options.js';
import { priceOf } from './payment.js';
import { isPending } from './status.js';
import type { PaymentOptionsTransaction } from './wire.js';

/**
 * Capture, refund and void (public documentation). They name the transaction of the payment; a void
 * takes the whole authorization. PaymentOptions takes no idempotency key, so an operation whose
 * answer was lost is not sent again; the key goes along as a note, for support.
 */
export function operation(
  kind: OperationKind,
  settings: PaymentOptionsSettings,
  client: PaymentOptionsClient,
): Operation {
  return {
    partial: kind !== 'void',
    idempotent: false,
    run: (input) => run(kind, settings, client, input),
  };
}

async function run(
  kind: OperationKind,
  settings: PaymentOptionsSettings,
  client: PaymentOptionsClient,
  { providerSession, transactionId: told, amount, idempotencyKey, signal }: OperationInput,
): Promise<OperationAnswer> {
  const transactionId = told ?? recall(providerSession.data).transactionId;
  if (transactionId === null) return { kind: 'refused', why: 'No transaction is known.' };
  const target = { transactionId, merchant_id: settings.merchantId };
  if (kind === 'void') return answered(async () => answerOf(await client.void(target, signal)));
  const price = priceOf(settings, { amount });
  if (!price.ok) return { kind: 'refused', why: `It cannot be expressed: ${price.reason}.` };
  const body = { ...target, amount: price.value, notes: idempotencyKey };
  return answered(async () => answerOf(await client[kind](body, signal)));
}

/** An answer that says neither is left to the webhook. */
function answerOf(transaction: PaymentOptionsTransaction): OperationAnswer {
  const { success, gateway_response, payment_details } = transaction;
  const operationId = transaction.transaction_details.id;
  if (isPending(transaction) || success == null) return { kind: 'queued', operationId };
  if (success) return { kind: 'done', operationId, reading: null };
  const code = payment_details?.response_code ?? gateway_response?.code ?? 'none';
  return { kind: 'refused', why: gateway_response?.message ?? `response code ${code}` };
}
