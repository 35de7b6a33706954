import { askAbout } from './ask.js';
import { patchSession } from './change.js';
import { nowOf, type Context } from './context.js';
import { followUp } from './follow-up.js';
import { finishInterrupted } from './interrupted.js';
import { loadSession, tryWrite } from './mutate.js';
import type { SessionRecord } from './records.js';
import { askedAbout } from './schedule.js';
import { finishOperations } from './send-operation.js';

/** A session read leads to at most one question to the provider in this time. */
const THROTTLE_MS = 3000;

export interface CheckOptions {
  /** Ask even if somebody asked a moment ago. */
  readonly force?: boolean;
  /** Count the check for the backoff of the next one. */
  readonly scheduled?: boolean;
}

/**
 * Brings one session up to date: asks the providers about everything that may still be paid,
 * finishes interrupted starts and operations, gives back what must not be kept, and ends what time has ended.
 */
export async function checkSession(
  context: Context,
  sessionId: string,
  options: CheckOptions = {},
): Promise<SessionRecord> {
  const claimed = await claim(context, sessionId, options);
  if (!claimed) return loadSession(context, sessionId);
  let session = claimed;
  for (const provider of askedAbout(claimed, nowOf(context))) {
    session = await askAbout(context, session, provider);
  }
  session = await finishInterrupted(context, session);
  session = await finishOperations(context, session);
  return followUp(context, session);
}

/** Says "I am asking now", so that others need not. Null when somebody else just said so. */
async function claim(
  context: Context,
  sessionId: string,
  { force = false, scheduled = false }: CheckOptions,
): Promise<SessionRecord | null> {
  const session = await loadSession(context, sessionId);
  const { check } = session;
  if (!force && check.lastAt !== null && check.lastAt > nowOf(context, -THROTTLE_MS)) return null;
  const count = scheduled ? check.count + 1 : check.count;
  const claimed = await tryWrite(context, session, (change) =>
    patchSession(change, { check: { ...check, count, lastAt: change.at } }),
  );
  return claimed ?? (force ? loadSession(context, sessionId) : null);
}
