import { z } from 'zod';
import { decimalsOf, exponentOf, format, fromMinor, toMinor } from '../kit/money.js';
import { hexId } from '../kit/ids.js';
import type { Caller } from './access.js';
import type { OttuContext } from './context.js';
import { operationEvent, seal, send, sumOf } from './events.js';
import type {
  Child,
  ChildState,
  OperationAnswer,
  PaymentState,
  Transaction,
} from './transaction.js';

const Operation = z.enum(['refund', 'capture', 'void', 'cancel', 'expire', 'delete']);
type Operation = z.infer<typeof Operation>;

export const OperationRequest = z.object({
  session_id: z.string().min(1).max(128).optional(),
  order_no: z.string().min(1).max(128).optional(),
  operation: Operation,
  amount: z
    .string()
    .max(24)
    .regex(/^\d+(\.\d+)?$/, { error: 'A valid number is required.' })
    .optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
  destination: z.enum(['pg', 'wallet']).optional(),
});
export type OperationRequest = z.infer<typeof OperationRequest>;

const failed = (operation: Operation, detail: string): OperationAnswer => ({
  status: 400,
  body: { detail, operation, result: 'failed' },
});

/** From which states each internal operation leads where (Ottu: payment states). */
const INTERNAL = {
  cancel: { from: ['created', 'pending', 'attempted', 'cod'], to: 'canceled' },
  expire: { from: ['created', 'pending', 'attempted'], to: 'expired' },
} as const satisfies Record<string, { from: readonly PaymentState[]; to: PaymentState }>;

const CHILD_STATES = { refund: 'refunded', capture: 'paid', void: 'voided' } as const;

/** Does the operation, or answers what was answered when the same tracking key was used before. */
export function operate(
  context: OttuContext,
  transaction: Transaction,
  request: OperationRequest,
  trackingKey: string | null,
  caller: Caller,
): Promise<OperationAnswer> {
  const tracked = trackingKey === null ? undefined : transaction.tracked.get(trackingKey);
  if (tracked !== undefined) return tracked;
  const answer = run(context, transaction, request, caller);
  // Stored before it is done, so that a simultaneous repetition finds it.
  if (trackingKey !== null) transaction.tracked.set(trackingKey, answer);
  return answer;
}

async function run(
  context: OttuContext,
  transaction: Transaction,
  request: OperationRequest,
  caller: Caller,
): Promise<OperationAnswer> {
  const { operation } = request;
  return operation === 'refund' || operation === 'capture' || operation === 'void'
    ? external(context, transaction, { ...request, operation }, caller)
    : internal(context, transaction, operation);
}

function internal(
  { ledger }: OttuContext,
  transaction: Transaction,
  operation: 'cancel' | 'expire' | 'delete',
): OperationAnswer {
  const done = { status: 200, body: { detail: 'Success', operation, result: 'success' } } as const;
  if (operation === 'delete') {
    ledger.remove(transaction);
    return done;
  }
  const { from, to } = INTERNAL[operation];
  if (!from.some((state) => state === transaction.state)) {
    return failed(
      operation,
      `A payment in state ${transaction.state} does not allow ${operation}.`,
    );
  }
  transaction.state = to;
  return done;
}

type External = OperationRequest & { operation: 'refund' | 'capture' | 'void' };

async function external(
  context: OttuContext,
  transaction: Transaction,
  request: External,
  caller: Caller,
): Promise<OperationAnswer> {
  const { operation } = request;
  const currency = transaction.fields.currency_code;
  const amount = amountOf(transaction, request);
  if (typeof amount === 'string') return failed(operation, amount);
  const { operation_result: outcome } = context.settings.value;
  if (outcome === 'failed') return failed(operation, 'The payment gateway refused the operation.');
  const state: ChildState =
    outcome === 'queued' && operation === 'refund' ? 'refund_queued' : CHILD_STATES[operation];
  const child: Child = {
    sessionId: hexId(40),
    reference: `sandbox${hexId(12).toUpperCase()}`,
    operation,
    amount: fromMinor(amount, currency),
    state,
  };
  transaction.children.push(child);
  const initiator = caller.kind === 'user' ? caller.user : null;
  const event = operationEvent(context, transaction, child, initiator);
  const { webhook_url } = transaction.fields;
  if (webhook_url !== undefined) await send(context, transaction, webhook_url, 'operation', event);
  const { body } = await seal(event, context.hmacKey, 'none');
  return { status: 200, body: { detail: 'Success', ...(JSON.parse(body) as object) } };
}

/** The minor amount of an operation at the gateway, or why there is none. */
function amountOf(transaction: Transaction, request: External): bigint | string {
  const { operation, amount: asked, destination } = request;
  const { currency_code: currency } = transaction.fields;
  if (operation === 'refund' && destination === 'wallet') return 'No wallet service is active.';
  const paid = transaction.attempts.find((attempt) => attempt.state === 'success');
  if (paid === undefined)
    return `A payment in state ${transaction.state} does not allow ${operation}.`;
  if (paid.offer.exchangeRate !== null) return 'Operations do not work with foreign currencies.';
  const available = availableFor(transaction, operation, toMinor(paid.amount, currency));
  if (available <= 0n)
    return `A payment in state ${transaction.state} does not allow ${operation}.`;
  if (asked === undefined || operation === 'void') return available;
  if (decimalsOf(asked) > exponentOf(currency)) return `${currency} has fewer decimal places.`;
  const minor = toMinor(asked, currency);
  if (minor <= 0n) return 'The amount must be above zero.';
  return minor > available
    ? `The amount is above ${format(fromMinor(available, currency), currency)} ${currency}.`
    : minor;
}

function availableFor(
  transaction: Transaction,
  operation: External['operation'],
  paid: bigint,
): bigint {
  const captured = sumOf(transaction, 'paid');
  const voided = sumOf(transaction, 'voided');
  const refunded = sumOf(transaction, 'refunded', 'refund_queued');
  const authorized = transaction.state === 'authorized';
  switch (operation) {
    case 'refund':
      return (authorized ? captured : transaction.state === 'paid' ? paid : 0n) - refunded;
    case 'capture':
      return authorized && voided === 0n ? paid - captured : 0n;
    case 'void':
      return authorized && captured === 0n ? paid - voided : 0n;
  }
}

/** The gateway's late word on a queued refund, as the body of a webhook; null when none is queued. */
export function settleQueued(
  context: OttuContext,
  transaction: Transaction,
  state: 'refunded' | 'refund_rejected',
): Record<string, unknown> | null {
  const child = transaction.children.findLast((each) => each.state === 'refund_queued');
  if (child === undefined) return null;
  child.state = state;
  return { ...operationEvent(context, transaction, child, null), source: 'pg' };
}
