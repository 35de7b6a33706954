import { sameMoney } from '../../../contract/money.js';
import { isZeroMoney, readScaled } from '../amount.js';
import { GatewayError } from '../gateway-error.js';
import type { Reading, RetrieveInput } from '../gateway.js';
import type { PostpayClient } from './client.js';
import { postpayErrorCode, type PostpayErrorCode } from './errors.js';
import { DIGITS } from './goods.js';
import type { PostpaySettings } from './options.js';
import { orderIdOf } from './order-id.js';
import { everyRow } from './pages.js';
import { readingOf, statusReading } from './reading.js';
import type { PostpayOrder } from './wire.js';

/**
 * Asks for the order. One that is approved and still wanted is captured on the way: only the
 * capture moves the money.
 */
export async function retrieve(
  settings: PostpaySettings,
  client: PostpayClient,
  question: RetrieveInput,
): Promise<Reading> {
  const orderId = orderIdOf(question.providerSession);
  return conclude(settings, client, question, await client.retrieveOrder(orderId, question.signal));
}

/** What an order that was just read comes to. */
export async function conclude(
  settings: PostpaySettings,
  client: PostpayClient,
  question: RetrieveInput,
  order: PostpayOrder,
): Promise<Reading> {
  const { providerSession, wanted, returnHint, signal } = question;
  const reading = statusReading(settings, order, providerSession);
  // Nothing tells that the shopper canceled but their way back. The checkout may be paid after all.
  if (reading.outcome.kind === 'open' && returnHint === 'canceled') {
    return { ...reading, outcome: { kind: 'canceled', sessionOpen: true } };
  }
  if (reading.outcome.kind === 'paid') return withRefunds(client, order, reading, signal);
  if (reading.outcome.kind !== 'authorized') return reading;
  const { reference, amount } = reading;
  // Never the money of another order or of another amount: the merchant has to look at that.
  const right =
    reference === providerSession.reference &&
    amount !== null &&
    sameMoney(amount, providerSession.amount);
  if (!right) return reading;
  if (settings.capture === 'manual' || !wanted) return unlessLapsed(settings, reading);
  if (providerSession.data['declined'] === true) return declined(reading, providerSession.data);
  return capture(settings, client, question, order);
}

/**
 * An approval that lapses stays `approved`: only a capture would tell. What the merchant knows of its
 * lifetime tells it where nobody captures.
 */
function unlessLapsed({ now }: PostpaySettings, reading: Reading): Reading {
  const { captureBefore } = reading;
  const lapsed = captureBefore !== undefined && Date.parse(captureBefore) <= now();
  return lapsed ? { ...reading, outcome: { kind: 'expired' } } : reading;
}

/** Refunds leave an order `captured`: only their list tells of them. */
async function withRefunds(
  client: PostpayClient,
  { order_id, currency }: PostpayOrder,
  reading: Reading,
  signal: AbortSignal,
): Promise<Reading> {
  const refunds = new Map<string, number>();
  try {
    const list = (page: number) =>
      client.listRefunds(order_id, { ordering: 'created', page, page_size: 50 }, signal);
    for await (const refund of everyRow(list)) refunds.set(refund.refund_id, refund.amount);
  } catch (error) {
    // It was captured; an account that may not look at refunds is paid all the same.
    if (error instanceof GatewayError && error.definite) return reading;
    throw error;
  }
  const sum = [...refunds.values()].reduce((all, each) => all + each, 0);
  const amount = readScaled(sum, DIGITS, currency);
  return amount === null || isZeroMoney(amount)
    ? reading
    : { ...reading, outcome: { kind: 'refunded', amount } };
}

/**
 * Captures, and reads the order again where the answer does not tell what became of it: captured
 * already, or by this very call. An approval that may yet be captured is left to the next question.
 */
async function capture(
  settings: PostpaySettings,
  client: PostpayClient,
  question: RetrieveInput,
  order: PostpayOrder,
): Promise<Reading> {
  const { providerSession, signal } = question;
  try {
    const answer = await client.capture(order.order_id, signal);
    const reading = statusReading(settings, answer, providerSession);
    if (reading.outcome.kind === 'paid') return reading;
    throw new GatewayError(
      'invalid_answer',
      settings.gateway,
      `${settings.gateway} captured the order, and calls it ${answer.status}.`,
    );
  } catch (error) {
    switch (captureCode(error)) {
      case 'capture_error':
        return declined(readingOf(order, providerSession, { kind: 'open' }), providerSession.data);
      case 'expired':
        return readingOf(order, providerSession, { kind: 'expired' });
      default: {
        const now = await client.retrieveOrder(order.order_id, signal);
        if (now.status === 'approved') throw error;
        return conclude(settings, client, question, now);
      }
    }
  }
}

/** Its three errors have a status of their own each (seed 004), should the code be missing. */
export function captureCode(error: unknown): PostpayErrorCode | null {
  const code = postpayErrorCode(error);
  if (code !== null || !(error instanceof GatewayError)) return code;
  const byStatus = { 402: 'capture_error', 409: 'invalid_status', 410: 'expired' } as const;
  return error.status !== null && error.status in byStatus
    ? byStatus[error.status as keyof typeof byStatus]
    : null;
}

/**
 * A declined capture leaves the order approved. It is remembered: a shopper who was told that the
 * payment failed is not charged by a later look at it.
 */
function declined(reading: Reading, data: Reading['data']): Reading {
  return {
    ...reading,
    outcome: { kind: 'failed', reason: 'declined', final: true },
    data: { ...data, declined: true },
  };
}
