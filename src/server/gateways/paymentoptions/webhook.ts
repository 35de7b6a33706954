import { parseExactly } from '../exact-json.js';
import type { WebhookInput, WebhookReading } from '../gateway.js';
import type { PaymentOptionsSettings } from './options.js';
import { readTransaction } from './reading.js';
import { PaymentOptionsTransaction } from './wire.js';

/**
 * Reads a webhook, which nothing signs: the rules never believe it, they ask for the transaction
 * that it names. `authentic` says no more than that it came to the secret URL of a payment in the
 * shape of PaymentOptions.
 */
export function readWebhook(
  { body }: Pick<WebhookInput, 'body'>,
  settings: Pick<PaymentOptionsSettings, 'amountUnit'>,
): WebhookReading {
  const parsed = PaymentOptionsTransaction.safeParse(parseExactly(new TextDecoder().decode(body)));
  if (!parsed.success) return { kind: 'forged', why: 'The body is no transaction.' };
  const { data: _, ...reading } = readTransaction(settings, parsed.data, { data: {} });
  const transactionId = parsed.data.transaction_details.id;
  return { kind: 'authentic', reading: { ...reading, transactionId } };
}
