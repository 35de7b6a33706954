import { z } from 'zod';
import { webUrl } from '../kit/web-url.js';
import type { OttuContext } from './context.js';
import { ApiError } from './drf.js';
import { paymentEvent, seal, send } from './events.js';
import { lastAttempt } from './payer.js';
import type { Transaction } from './transaction.js';

export const InquiryRequest = z.object({
  session_id: z.string().min(1).max(128).optional(),
  order_no: z.string().min(1).max(128).optional(),
  notify_webhook_url: z.boolean().optional(),
  webhook_url: webUrl('Enter a valid URL.').optional(),
});
export type InquiryRequest = z.infer<typeof InquiryRequest>;

const MINUTE = 60_000;
const GRACE = 10 * MINUTE;
const SPACING = 30 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const PER_DAY = 3;

/** How long until this payment may be inquired again, ms. */
function waitMs(transaction: Transaction, now: number): number {
  const recent = transaction.inquiries.filter((at) => now - at < DAY);
  const waits = [transaction.createdAt + GRACE - now];
  const [first] = recent;
  const last = recent.at(-1);
  if (last !== undefined) waits.push(last + SPACING - now);
  if (first !== undefined && recent.length >= PER_DAY) waits.push(first + DAY - now);
  return Math.max(0, ...waits);
}

/** Thrown as 429; the seconds go into `Retry-After`. */
export class Throttled extends ApiError {
  readonly seconds: number;

  constructor(ms: number) {
    const seconds = Math.ceil(ms / 1000);
    super(429, `Request was throttled. Expected available in ${seconds} seconds.`);
    this.seconds = seconds;
  }
}

/** Answers the payment as its webhook says it, and sends that too when asked. */
export async function inquire(
  context: OttuContext,
  transaction: Transaction,
  request: InquiryRequest,
): Promise<unknown> {
  const wait = waitMs(transaction, context.now());
  if (wait > 0) throw new Throttled(wait);
  transaction.inquiries.push(context.now());
  const event = paymentEvent(context, transaction, lastAttempt(context, transaction));
  const url = request.webhook_url ?? transaction.fields.webhook_url;
  if (request.notify_webhook_url === true && url !== undefined) {
    await send(context, transaction, url, 'payment', event);
  }
  return JSON.parse((await seal(event, context.hmacKey, 'none')).body);
}
