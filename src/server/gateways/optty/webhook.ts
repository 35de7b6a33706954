import type { Money } from '../../../contract/money.js';
import { readDecimal, subtractMoney } from '../amount.js';
import { parseExactly } from '../exact-json.js';
import { textAt } from '../field-paths.js';
import type { Reading, WebhookInput, WebhookReading } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import { referenceOf } from './payment.js';
import { outcomeOf } from './status.js';
import type { WebhookFields } from './webhook-fields.js';

/**
 * Reads a webhook that came to the secret URL. Optty signs nothing: the URL is all that tells a
 * webhook from a forgery, and the rules compare reference and amount with what was asked for. A
 * body that is no JSON object did not come from Optty.
 */
export function readWebhook(
  { body }: Pick<WebhookInput, 'body'>,
  fields: WebhookFields,
): WebhookReading {
  const content = parseExactly(new TextDecoder().decode(body));
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return { kind: 'forged', why: 'The body is no JSON object.' };
  }
  return { kind: 'authentic', reading: readingOf(content, fields) };
}

function readingOf(body: unknown, paths: WebhookFields): Reading {
  const at = (field: keyof WebhookFields): string | null => textAt(body, paths[field]);
  const currency = at('currency');
  const amount = withoutTip(readDecimal(at('amount'), currency), at('tip'));
  const invoiceNumber = at('invoiceNumber');
  const outcome = outcomeOf({
    event: at('event'),
    status: at('status'),
    captureStatus: at('captureStatus'),
    refundStatus: at('refundStatus'),
    amount,
    refundedAmount: readDecimal(at('refundedAmount'), currency),
  });
  return {
    reference: invoiceNumber && referenceOf(invoiceNumber),
    outcome,
    amount,
    methodCode: METHOD_CODE,
    transactionId: at('transactionId'),
  };
}

/** A tip is paid on top of the order; null when the two do not make an order amount. */
function withoutTip(paid: Money | null, tip: string | null): Money | null {
  if (paid === null || tip === null) return paid;
  const part = readDecimal(tip, paid.currency);
  return part && subtractMoney(paid, part);
}
