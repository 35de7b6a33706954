import { liveAttempt } from './change.js';
import { expiryRule, type Context } from './context.js';
import { expireDue } from './expiry.js';
import { mutate } from './mutate.js';
import type { SessionRecord } from './records.js';
import { cancelAtProvider, lastMethod } from './replace.js';
import { reverseDuplicates } from './reversals.js';
import { isHeld } from './review.js';
import { isWatched } from './schedule.js';
import { isOpen, isSettled } from './session-machine.js';

/** What a session owes after news about it, whoever brought them. */
export async function followUp(context: Context, session: SessionRecord): Promise<SessionRecord> {
  const reversed = await reverseDuplicates(context, session);
  const tidied = isOver(reversed) ? await cancelRest(context, reversed) : reversed;
  return mutate(context, tidied.id, (change) => expireDue(change, expiryRule(context)));
}

/** Nobody is meant to pay any more. */
function isOver(session: SessionRecord): boolean {
  if (isSettled(session.state)) return true;
  return !isOpen(session.state) && liveAttempt(session) === null && !isHeld(session);
}

/** A session that is over leaves no link behind on which the shopper could still pay. */
async function cancelRest(context: Context, session: SessionRecord): Promise<SessionRecord> {
  let current = session;
  for (const provider of session.providerSessions.filter((one) => isWatched(session, one))) {
    current = await cancelAtProvider(context, current, provider, lastMethod(session, provider));
  }
  return current;
}
