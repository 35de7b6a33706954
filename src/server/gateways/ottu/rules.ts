import type { z } from 'zod';
import { compareMoney, exponentOf, readDecimal } from '../amount.js';
import type { OttuCreate, OttuUpdate } from './request.js';

/**
 * What binds several parameters together (seed 003), as far as it can be known without Ottu: which
 * gateway supports what is Ottu's to say.
 */

type Problem = readonly [path: readonly string[], remedy: string];
type Report = (fields: OttuUpdate, context: z.core.$RefinementCtx) => void;

/** The least that Ottu takes, in any currency. */
export const LEAST = '0.01';

const report =
  (...rules: readonly ((fields: OttuUpdate) => readonly Problem[])[]): Report =>
  (fields, context) => {
    for (const [path, message] of rules.flatMap((rule) => rule(fields))) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  };

/** Rules that a part of a payment can break by itself. */
const everywhere = [price, oneOff, unscheduled, instrument];

/** A whole payment. */
export const checkCreate = report(...everywhere, autoDebit, contact) satisfies (
  fields: OttuCreate,
  context: z.core.$RefinementCtx,
) => void;

/** A part of one: what is not in it may stand in the payment already. */
export const checkUpdate = report(...everywhere);

function price({ amount, currency_code: currency }: OttuUpdate): Problem[] {
  if (amount === undefined || currency === undefined) return [];
  const digits = exponentOf(currency);
  if (digits === null) return [[['currency_code'], 'give a currency that can be paid in']];
  const decimals = amount.split('.')[1]?.length ?? 0;
  if (decimals > digits) return [[['amount'], `use at most ${digits} decimal places`]];
  // Null: badly written, which is told by itself, or of so many digits that it is not too little.
  const money = readDecimal(amount, currency);
  const tooLow = money !== null && compareMoney(money, { value: LEAST, currency }) < 0;
  return tooLow ? [[['amount'], `ask for at least ${LEAST}`]] : [];
}

/** An agreement is about later payments: it must not come with one that has none. */
function oneOff({ agreement, payment_type }: OttuUpdate): Problem[] {
  return agreement !== undefined && payment_type !== undefined && payment_type !== 'auto_debit'
    ? [[['agreement'], 'leave it out unless payment_type is auto_debit']]
    : [];
}

function unscheduled({ agreement }: OttuUpdate): Problem[] {
  return agreement?.type === 'unscheduled' && agreement.frequency !== 'irregular'
    ? [[['agreement', 'frequency'], 'use irregular when type is unscheduled']]
    : [];
}

function autoDebit({ payment_type, agreement, customer_id }: OttuUpdate): Problem[] {
  if (payment_type !== 'auto_debit') {
    const stray = agreement !== undefined && payment_type === undefined;
    return stray ? [[['agreement'], 'leave it out unless payment_type is auto_debit']] : [];
  }
  return [
    ...missing('agreement', agreement, 'auto_debit needs it'),
    ...missing('customer_id', customer_id, 'auto_debit needs it'),
  ];
}

/** Ottu demands the contact of every channel that is asked for. */
function contact({ notifications, customer_email, customer_phone }: OttuUpdate): Problem[] {
  return [
    ...(notifications?.email ? missing('customer_email', customer_email, 'e-mails need it') : []),
    ...(notifications?.sms ? missing('customer_phone', customer_phone, 'SMS need it') : []),
  ];
}

function instrument({ payment_instrument: paid, pg_codes }: OttuUpdate): Problem[] {
  if (paid === undefined) return [];
  const problems: Problem[] = [];
  if ('document' in globalThis) {
    problems.push([['payment_instrument'], 'send it from a server, never from a browser']);
  }
  if (pg_codes !== undefined && pg_codes.length !== 1) {
    problems.push([['pg_codes'], 'give the one code that takes the payment_instrument']);
  }
  if (Object.keys(paid.payload).length === 0) {
    problems.push([['payment_instrument', 'payload'], 'give it exactly as it was received']);
  } else if (paid.instrument_type === 'token' && typeof paid.payload['token'] !== 'string') {
    problems.push([['payment_instrument', 'payload', 'token'], 'give the token of the card']);
  }
  return problems;
}

const missing = (name: string, value: unknown, why: string): Problem[] =>
  value === undefined ? [[[name], `give it: ${why}`]] : [];
