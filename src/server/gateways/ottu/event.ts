import { z } from 'zod';
import { readDecimal } from '../amount.js';
import type { Reading } from '../gateway.js';
import { eventOutcome, operationOutcome } from './status.js';
import { storedCard } from '../stored-card.js';
import type { Signed } from './webhook.js';

const text = z.string().nullish().catch(null);

/** What the signature of a webhook does not cover. */
const Unsigned = z.object({
  timestamp_utc: text,
  token: z.unknown().optional(),
  operation: text,
  txn: z.object({ currency_code: text }).nullish().catch(null),
});
type Unsigned = z.infer<typeof Unsigned>;

/** What a verified webhook says. A payment event has a signed `state`, an operation event none. */
export function readEvent(signed: Signed, body: Readonly<Record<string, unknown>>): Reading {
  const unsigned = Unsigned.parse(body);
  const at = timeOf(unsigned.timestamp_utc);
  const told = signed.state === undefined ? operation(signed, unsigned) : payment(signed, unsigned);
  return { reference: signed.order_no ?? null, ...told, ...(at !== undefined && { at }) };
}

type Told = Omit<Reading, 'reference' | 'at'>;

function payment(fields: Signed, { token }: Unsigned): Told {
  const { state = '', result, currency_code: currency } = fields;
  const amount = readDecimal(fields.amount, currency);
  const stored = storedCard(token);
  return {
    outcome: eventOutcome(state, result ?? null, amount),
    amount,
    methodCode: fields.gateway_account ?? null,
    transactionId: fields.reference_number ?? null,
    ...(stored && { storedMethod: stored }),
  };
}

/**
 * Signed are how much, under which reference and with what result; not which operation it was, nor
 * the currency. So it counts only as far as it fits what the retrieved payment says (`readPayment`).
 * Its reference is that of the operation, and never takes the place of the charge's.
 */
function operation(fields: Signed, { operation: name, txn }: Unsigned): Told {
  const amount = readDecimal(fields.amount, txn?.currency_code);
  const id = fields.reference_number ?? null;
  return {
    outcome: operationOutcome(name ?? null, fields.result ?? null, { id, amount }),
    amount: null,
    methodCode: null,
    transactionId: null,
  };
}

/** `2023-11-02 09:00:07`, UTC, as ISO 8601. */
function timeOf(stamp: string | null | undefined): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(stamp ?? '');
  return match ? `${match[1] ?? ''}T${match[2] ?? ''}.000Z` : undefined;
}
