import { z } from 'zod';
import { readScaled } from '../amount.js';
import { parseExactly } from '../exact-json.js';
import type { Reading, WebhookInput, WebhookReading } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import { equalText, hmacHex } from '../signature.js';
import { DIGITS } from './goods.js';
import type { PostpaySettings } from './options.js';
import { referenceOf } from './order-id.js';
import { outcomeOf } from './status.js';
import { PostpayOrderSummary } from './wire.js';

/**
 * The signature of a webhook. Seed 004 names the header and "HMAC hex digest"; that it is SHA-256
 * over the time, a colon and the raw body is what Postpay's public client checks.
 * @param seconds since 1970
 * @returns the value of `X-Postpay-Signature`: `{seconds}:{hex}`
 */
export async function signPostpayWebhook(
  body: Uint8Array,
  secret: string,
  seconds: number,
): Promise<string> {
  const head = new TextEncoder().encode(`${seconds}:`);
  return `${seconds}:${await hmacHex('SHA-256', secret, new Uint8Array([...head, ...body]))}`;
}

type Verifier = Pick<PostpaySettings, 'webhookSecrets' | 'webhookToleranceMs' | 'now'>;

const forged = (why: string): WebhookReading => ({ kind: 'forged', why });

/** Verifies the signature of the raw bytes and its time, then reads the order. Never throws. */
export async function readWebhook(
  { headers, body }: WebhookInput,
  { webhookSecrets, webhookToleranceMs, now }: Verifier,
): Promise<WebhookReading> {
  const signature = headers.get('x-postpay-signature')?.trim().toLowerCase() ?? '';
  const [, time] = /^(\d{1,12}):[\da-f]{64}$/.exec(signature) ?? [];
  if (time === undefined) return forged('There is no signature.');
  const signed = await Promise.all(
    webhookSecrets.map((secret) => signPostpayWebhook(body, secret, Number(time))),
  );
  // Every secret is compared, so that the time tells nothing about which one it was.
  const known = signed.map((each) => equalText(each, signature)).includes(true);
  if (!known) return forged('No known secret signed it.');
  if (Math.abs(now() - Number(time) * 1000) > webhookToleranceMs) {
    return forged('Its signature is older or newer than the tolerance: check the clock.');
  }
  return { kind: 'authentic', reading: readingOf(parseExactly(new TextDecoder().decode(body))) };
}

const Notice = PostpayOrderSummary.pick({
  order_id: true,
  status: true,
  total_amount: true,
  currency: true,
});

const Around = z.object({ order: z.unknown(), data: z.unknown() }).partial();

/**
 * What a webhook is about. Its body is not documented: it may be the order, a transaction with the
 * order in it, or either in an envelope. Whatever it says, the order is retrieved.
 */
function readingOf(body: unknown): Reading {
  const order = orderIn(body) ?? orderIn(Around.safeParse(body).data?.data);
  if (order === null) {
    const outcome = { kind: 'unknown', status: 'a webhook without an order' } as const;
    return { reference: null, outcome, amount: null, methodCode: null, transactionId: null };
  }
  return {
    reference: referenceOf(order.order_id),
    outcome: outcomeOf(order.status),
    amount: readScaled(order.total_amount, DIGITS, order.currency),
    methodCode: METHOD_CODE,
    transactionId: order.order_id,
  };
}

function orderIn(body: unknown): z.infer<typeof Notice> | null {
  const places = [body, Around.safeParse(body).data?.order];
  for (const place of places) {
    const order = Notice.safeParse(place);
    if (order.success) return order.data;
  }
  return null;
}
