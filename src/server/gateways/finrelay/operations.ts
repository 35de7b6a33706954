import { minorPrice } from '../amount.js';
import { answered } from '../answered.js';
import type { Operation, OperationAnswer, OperationInput, OperationKind } from '../operation.js';
import type { FinrelayClient } from './client.js';
import type { FinrelaySettings } from './options.js';
import type { FinrelayManage } from './request.js';
import type { FinrelayTransaction } from './wire.js';

/**
 * Transaction management (public documentation). The outcome also arrives as a webhook. Finrelay
 * takes no idempotency key, so an operation whose answer was lost is not sent again.
 */
export function operation(
  kind: OperationKind,
  settings: FinrelaySettings,
  client: FinrelayClient,
): Operation {
  return {
    partial: kind !== 'void',
    idempotent: false,
    run: (input) => run(kind, settings, client, input),
  };
}

const TYPES = { capture: 'CAPTURE', refund: 'REFUND', void: 'VOID' } as const;

async function run(
  kind: OperationKind,
  settings: FinrelaySettings,
  client: FinrelayClient,
  { providerSession, transactionId, amount, idempotencyKey, signal }: OperationInput,
): Promise<OperationAnswer> {
  const price = minorPrice(amount);
  if (!price.ok)
    return { kind: 'refused', why: `The amount cannot be expressed: ${price.reason}.` };
  const body: FinrelayManage = {
    terminal_id: settings.terminalId,
    currency: amount.currency,
    amount: price.value,
    reference: providerSession.reference,
    transaction_type: TYPES[kind],
    ...(transactionId !== null && { parent_transaction_id: transactionId }),
    metadata: { idempotency_key: idempotencyKey },
  };
  return answered(async () => answerOf(await client.manage(body, signal)));
}

const DONE: ReadonlySet<string> = new Set(['APPROVED', 'CAPTURED', 'VOIDED', 'REFUNDED']);
const NOT_DONE: ReadonlySet<string> = new Set(['DECLINED', 'REJECTED', 'FAILED', 'ERROR']);

/** The answer's words are not documented: what is not understood is left to the webhook. */
function answerOf({
  transaction_id: id,
  status,
  response_code,
  response_message,
}: FinrelayTransaction): OperationAnswer {
  const operationId = id ?? null;
  const word = (status ?? response_code ?? '').toUpperCase();
  if (DONE.has(word)) return { kind: 'done', operationId, reading: null };
  if (!NOT_DONE.has(word)) return { kind: 'queued', operationId };
  return { kind: 'refused', why: response_message ?? word };
}
