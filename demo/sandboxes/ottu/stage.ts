import { z } from 'zod';
import { ControlError } from '../kit/control.js';
import type { WebhookDelivery } from '../kit/courier.js';
import type { Emission, ShopperOutcome, ShopperResult } from '../sandbox.js';
import type { OttuContext } from './context.js';
import { operationEvent, paymentEvent, seal } from './events.js';
import { settleQueued } from './operations.js';
import { endAttempt, lastAttempt, openAttempt, type PayerResult, type Refusal } from './payer.js';
import { STATES, type Transaction } from './transaction.js';

/** What `control.alter` may change. */
const PaymentPatch = z.strictObject({
  amount: z.string().optional(),
  currency_code: z.string().optional(),
  order_no: z.string().optional(),
  state: z.enum(STATES).optional(),
});

export function patchPayment(transaction: Transaction, patch: unknown): void {
  const { state, amount, currency_code, order_no } = PaymentPatch.parse(patch);
  const { fields } = transaction;
  transaction.fields = {
    ...fields,
    amount: amount ?? fields.amount,
    currency_code: currency_code ?? fields.currency_code,
    order_no: order_no ?? fields.order_no,
  };
  if (state !== undefined) transaction.state = state;
}

/** Acts as the payer, on the same paths as the hosted pages. Throws when the page would refuse. */
export async function shop(
  context: OttuContext,
  transaction: Transaction,
  { action, method, reason, late = false }: ShopperOutcome,
): Promise<ShopperResult> {
  const code = method ?? transaction.fields.pg_codes[0] ?? '';
  const opened = late ? lastAttempt(context, transaction) : openAttempt(context, transaction, code);
  const attempt = accepted(opened);
  const { reference } = attempt;
  if (action === 'abandon') {
    return { state: transaction.state, redirect_url: null, reference, webhook: null };
  }
  if (!transaction.attempts.includes(attempt)) transaction.attempts.push(attempt);
  const ended = await endAttempt(context, transaction, attempt, { action, reason, late });
  const { redirectUrl, delivery } = accepted<PayerResult>(ended);
  return { state: transaction.state, redirect_url: redirectUrl, reference, webhook: delivery };
}

function accepted<T extends object>(answer: T | Refusal): T {
  if (typeof answer === 'string') throw new ControlError(409, `The hosted page refuses: ${answer}`);
  return answer;
}

/** Sends a webhook now: `payment`, `operation`, or the end of a queued refund. */
export async function emitEvent(
  context: OttuContext,
  transaction: Transaction,
  { event = 'payment', overrides = {}, url = transaction.fields.webhook_url, replay }: Emission,
): Promise<WebhookDelivery> {
  if (url === undefined) throw new ControlError(409, 'The payment has no webhook_url');
  const body = { ...bodyOf(context, transaction, event), ...overrides };
  const earlier = context.courier.deliveries().find((each) => each.id === replay);
  const { delivery, first } = await context.courier.dispatch({
    event: earlier?.event ?? event,
    payment: transaction.sessionId,
    url,
    build: async (forge) => earlier ?? seal(body, context.hmacKey, forge),
  });
  await first;
  return delivery;
}

function bodyOf(
  context: OttuContext,
  transaction: Transaction,
  event: string,
): Record<string, unknown> {
  const queued = {
    'operation.success': 'refunded',
    'operation.rejected': 'refund_rejected',
  } as const;
  switch (event) {
    case 'payment':
      return paymentEvent(context, transaction, lastAttempt(context, transaction));
    case 'operation': {
      const child = transaction.children.at(-1);
      if (child === undefined) throw new ControlError(409, 'The payment has seen no operation');
      return operationEvent(context, transaction, child, null);
    }
    case 'operation.success':
    case 'operation.rejected': {
      const body = settleQueued(context, transaction, queued[event]);
      if (body === null) throw new ControlError(409, 'No refund of the payment is queued');
      return body;
    }
    default:
      throw new ControlError(
        409,
        `Ottu has no event ${event}: payment, operation, operation.success, operation.rejected`,
      );
  }
}
