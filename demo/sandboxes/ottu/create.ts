import type { z } from 'zod';
import { hexId, wordId } from '../kit/ids.js';
import { demand, demandCodes, type Caller } from './access.js';
import type { ParsedBody } from './body.js';
import { lastsLongEnough } from './cards.js';
import type { OttuContext } from './context.js';
import { ApiError, drfMessage, fieldErrors } from './drf.js';
import { PaymentFields } from './fields.js';
import { offersOf } from './offers.js';
import { endAttempt, expireIfDue, openAttempt } from './payer.js';
import { crossErrors } from './rules.js';
import { isOpen, type Transaction } from './transaction.js';

/** Parses with the messages of Ottu's API. Throws 400 with the field errors. */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: drfMessage });
  if (!parsed.success) throw new ApiError(400, fieldErrors(parsed.error));
  return parsed.data;
}

function checkTogether(fields: PaymentFields, { gateways }: OttuContext): PaymentFields {
  const errors = crossErrors(fields, gateways);
  if (Object.keys(errors).length > 0) throw new ApiError(400, errors);
  if (offersOf(fields, gateways).length === 0) {
    throw new ApiError(400, { pg_codes: ['No payment gateway takes this amount and currency.'] });
  }
  return fields;
}

export async function createPayment(
  context: OttuContext,
  { fields: given, attachment }: ParsedBody,
  caller: Caller,
): Promise<Transaction> {
  const parsed = parseAs(PaymentFields, given);
  demand(caller, `${parsed.type}.add`);
  demandCodes(caller, parsed.pg_codes);
  const fields = checkTogether(parsed, context);
  const transaction: Transaction = {
    sessionId: hexId(40),
    shortId: wordId(8),
    createdAt: context.now(),
    initiator: caller.kind === 'user' ? caller.user : null,
    fields,
    attachment,
    state: 'created',
    settledPgCode: null,
    attempts: [],
    children: [],
    tracked: new Map(),
    inquiries: [],
  };
  context.ledger.add(transaction);
  if (fields.payment_instrument !== undefined) await payDirectly(context, transaction);
  return transaction;
}

/** A payment instrument pays at once, without a page. */
async function payDirectly(context: OttuContext, transaction: Transaction): Promise<void> {
  const attempt = openAttempt(context, transaction, transaction.fields.pg_codes[0] ?? '');
  if (typeof attempt === 'string') return;
  const choice = lastsLongEnough(context, transaction)
    ? ({ action: 'pay' } as const)
    : ({ action: 'decline', reason: 'card_expires_too_soon' } as const);
  await endAttempt(context, transaction, attempt, choice);
}

/** PUT replaces all fields, PATCH the given ones; the result obeys the same rules as a create. */
export function updatePayment(
  context: OttuContext,
  transaction: Transaction,
  { fields: given, attachment }: ParsedBody,
  method: 'PUT' | 'PATCH',
  caller: Caller,
): void {
  const before = transaction.fields;
  demand(caller, `${before.type}.change`);
  if (method === 'PUT') demandCodes(caller, before.pg_codes);
  const merged =
    method === 'PUT' ? given : { ...before, ...parseAs(PaymentFields.partial(), given) };
  const parsed = parseAs(PaymentFields, merged);
  if (method === 'PUT' || given['pg_codes'] !== undefined) demandCodes(caller, parsed.pg_codes);
  expireIfDue(context, transaction);
  if (!isOpen(transaction)) {
    throw new ApiError(400, `A payment in state ${transaction.state} cannot be updated.`);
  }
  transaction.fields = checkTogether(parsed, context);
  if (attachment !== null) transaction.attachment = attachment;
}
