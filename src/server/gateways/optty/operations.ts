import { answered } from '../answered.js';
import type { OperationInput, RefundOrCancel, RefundOrCancelAnswer } from '../operation.js';
import type { OpttyClient } from './client.js';
import type { OpttySettings } from './options.js';
import type { OpttyRefundOrCancel } from './wire.js';

/**
 * The one call that refunds a paid link and cancels any other, by invoice number (seed 000): which
 * of the two is Optty's to say. Null unless its path is configured. It takes no amount and no
 * idempotency key, so it is always of the whole payment and is never repeated by itself.
 */
export function refundOrCancel(
  { refundOrCancel: call }: OpttySettings,
  client: OpttyClient,
): RefundOrCancel | null {
  return call && { idempotent: false, run: (input) => run(client, input) };
}

async function run(
  client: OpttyClient,
  { providerSession: { reference, data }, whole, signal }: OperationInput,
): Promise<RefundOrCancelAnswer> {
  if (!whole) return { kind: 'refused', why: 'Optty gives a payment back whole or not at all.' };
  const { invoiceNumber } = data;
  const number = typeof invoiceNumber === 'string' ? invoiceNumber : reference;
  return answered(async () => answerOf(await client.refundOrCancel(number, signal)));
}

const REFUNDED: ReadonlySet<string> = new Set(['REFUND', 'REFUNDED']);
const CANCELED: ReadonlySet<string> = new Set(['CANCEL', 'CANCELLED', 'CANCELED']);
const DONE: ReadonlySet<string> = new Set(['SUCCESSFUL', 'REFUNDED']);
const NOT_DONE: ReadonlySet<string> = new Set(['DECLINED', 'FAILED', 'ERROR']);

/** The answer's words are not documented: what is not understood is left to the webhook. */
function answerOf(answer: OpttyRefundOrCancel): RefundOrCancelAnswer {
  const operationId = answer.refundReference ?? null;
  const said = [answer.action, answer.status].map((word) => word?.toUpperCase() ?? '');
  const refund = answer.refundStatus?.toUpperCase() ?? null;
  if (refund !== null && NOT_DONE.has(refund)) {
    return { kind: 'refused', why: `Optty says that the refund is ${refund}.` };
  }
  if (refund !== null && !DONE.has(refund)) return { kind: 'queued', operationId };
  const done = { kind: 'done', operationId, reading: null } as const;
  if (refund !== null || said.some((word) => REFUNDED.has(word))) {
    return { ...done, did: 'refunded' };
  }
  if (said.some((word) => CANCELED.has(word))) return { ...done, did: 'canceled' };
  return { kind: 'queued', operationId };
}
