import { z } from 'zod';
import type { GatewayData, Outcome } from '../gateway.js';

/**
 * PaymentOptions is asked by the id of a transaction, which it tells in a webhook. What is kept
 * here is the transaction of the payment: the one that took the money, else the latest try.
 */
const Memory = z.object({
  transactionId: z.string().nullable(),
  /** It took the money, or reserved it: no other try takes its place. */
  charged: z.boolean(),
  /** It reserved the money: a capture after it is an operation. */
  authorized: z.boolean(),
});
export type Memory = z.infer<typeof Memory>;

export const NOTHING: Memory = { transactionId: null, charged: false, authorized: false };

const KEY = 'transaction';

export function recall(data: GatewayData): Memory {
  const parsed = Memory.safeParse(data[KEY]);
  return parsed.success ? parsed.data : NOTHING;
}

/** The gateway's data after a try to pay, which had this outcome. */
export function remember(data: GatewayData, transactionId: string, outcome: Outcome): GatewayData {
  const memory = recall(data);
  const authorized = outcome.kind === 'authorized';
  const charged = authorized || outcome.kind === 'paid';
  if (memory.charged && !charged) return data;
  const next: Memory = {
    transactionId,
    charged,
    authorized: memory.authorized || authorized,
  };
  return { ...data, [KEY]: next };
}
