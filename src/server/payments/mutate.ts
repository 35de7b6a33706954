import { CheckoutError } from '../errors.js';
import { beginChange, hasChanged, toCommit, type Change } from './change.js';
import { expiryRule, inBackground, nowOf, type Context } from './context.js';
import { deliverNotices } from './notices.js';
import type { SessionRecord } from './records.js';
import { withSchedule } from './schedule.js';

/** So many conflicts in a row mean that something is wrong, not that the session is busy. */
const MAX_CONFLICTS = 50;

export async function loadSession(context: Context, id: string): Promise<SessionRecord> {
  const session = await context.settings.store.load(id);
  if (!session) throw notFound();
  return session;
}

export function notFound(): CheckoutError {
  return new CheckoutError('session_not_found', 'No payment session with this id.');
}

/**
 * Changes a session by compare-and-set: loads it, lets `decide` make the change, writes it, and
 * does all of that again when somebody else was faster. `decide` must be pure.
 */
export async function mutate(
  context: Context,
  id: string,
  decide: (change: Change) => Change,
): Promise<SessionRecord> {
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
    const session = await loadSession(context, id);
    const written = await tryWrite(context, session, decide);
    if (written) return written;
  }
  throw new Error('The session could not be written: too many conflicts.');
}

/**
 * One try to change the session as loaded: null when somebody else changed it meanwhile. For
 * decisions that must be taken anew from the fresh session.
 */
export async function tryWrite(
  context: Context,
  session: SessionRecord,
  decide: (change: Change) => Change,
): Promise<SessionRecord | null> {
  const at = nowOf(context);
  const change = decide(beginChange(session, at));
  if (!hasChanged(change, session)) return session;
  const scheduled = withSchedule(change, expiryRule(context));
  const commit = toCommit(scheduled);
  if (!(await context.settings.store.commit(commit))) return null;
  if (commit.notices.length > 0) {
    inBackground(context, 'notices', () => deliverNotices(context));
  }
  return commit.session;
}
