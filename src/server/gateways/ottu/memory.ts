import { z } from 'zod';
import type { GatewayData, Reading } from '../gateway.js';

/**
 * Ottu's state belongs to the payment, not to one of its attempts: `attempted` says that some try
 * failed, not which. What is remembered here decides whether it is about the attempt in question.
 */
const Memory = z.object({
  /** A failure that is known already left the payment `attempted`. */
  attempted: z.boolean(),
  /** The methods that a shopper was sent to and whose end is not known. */
  live: z.array(z.object({ method: z.string(), since: z.string() })),
  /** Failures that were noticed without their reference number, by method. */
  unnamed: z.array(z.string()),
  /** The reference numbers (one per attempt) of failures that were counted. */
  seen: z.array(z.string()),
});
export type Memory = z.infer<typeof Memory>;

const KEPT = 50;
const EMPTY: Memory = { attempted: false, live: [], unnamed: [], seen: [] };

export function recall(data: GatewayData): Memory {
  const parsed = Memory.safeParse(data);
  return parsed.success ? parsed.data : EMPTY;
}

/** A shopper is sent to a method; `state` is that of the payment just now. */
export function afterStart(memory: Memory, state: string, method: string, at: string): Memory {
  // Newly attempted: whatever was live has failed, or is known to be one of several.
  const settled = state === 'attempted' && !memory.attempted && memory.live.length === 1;
  const live = settled ? [] : memory.live.filter((one) => one.method !== method);
  return {
    ...memory,
    attempted: state === 'attempted',
    live: [...live, { method, since: at }],
    unnamed: settled ? remember(memory.unnamed, memory.live[0]?.method) : memory.unnamed,
  };
}

const remember = (list: readonly string[], item: string | undefined): string[] =>
  item === undefined ? [...list] : [...list, item].slice(-KEPT);

/** What is concluded about the attempts on a payment that may still be paid. */
export interface Conclusion {
  /** The method whose attempt has ended; null when that is none, or not certain. */
  readonly ended: string | null;
  readonly memory: Memory;
}

/** A verified webhook told of a try that ended without money. */
export function afterNotice(memory: Memory, notice: Reading): Conclusion {
  const { methodCode, transactionId } = notice;
  if (methodCode === null) return { ended: null, memory };
  if (transactionId !== null && memory.seen.includes(transactionId)) {
    return { ended: null, memory: { ...memory, attempted: true } };
  }
  const seen = remember(memory.seen, transactionId ?? undefined);
  if (isLate(memory, notice, methodCode)) {
    const at = memory.unnamed.indexOf(methodCode);
    const unnamed = memory.unnamed.toSpliced(at, 1);
    return { ended: null, memory: { ...memory, attempted: true, unnamed, seen } };
  }
  const live = memory.live.filter((one) => one.method !== methodCode);
  return {
    ended: methodCode,
    memory: { ...memory, attempted: true, live, seen },
  };
}

/**
 * The notice belongs to an earlier try with the method: its failure was noticed without a reference
 * number, and the notice is not from after the present try began. The time is not signed; all it
 * can do here is to make a notice count less.
 */
function isLate({ unnamed, live }: Memory, { at }: Reading, method: string): boolean {
  if (!unnamed.includes(method)) return false;
  const since = live.find((one) => one.method === method)?.since;
  return since === undefined || at === undefined || at < since;
}

/** The payment was read as `attempted`, and nothing else is known. */
export function afterAttempted(memory: Memory, method: string): Conclusion {
  const alone = memory.live.every((one) => one.method === method);
  // Known already, or any of several tries: saying "failed" of one that still may pay is worse.
  if (memory.attempted || !alone) return { ended: null, memory };
  const unnamed = remember(memory.unnamed, method);
  return { ended: method, memory: { ...memory, attempted: true, live: [], unnamed } };
}

/** The payment was read as open again: the next `attempted` is a new failure. */
export function afterOpen(memory: Memory): Memory {
  return memory.attempted ? { ...memory, attempted: false } : memory;
}
