import { factsOf, nowOf, type Context } from './context.js';
import type { Notice, SessionEvent } from './records.js';
import { TIMED_OUT, timeBox } from '../timer.js';
import { toMerchantSession } from './merchant-session.js';

const RETRY_MS = 30_000;
const BATCH = 50;
/** A handler that never returns must not keep other notices from being told. */
const PATIENCE_MS = 30_000;

/** Longer than any delivery takes: so long nobody else tells a notice that one has taken. */
const CLAIM_MS = 60_000;

/**
 * Tells the merchant what has not been told yet. At least once: a notice stays in the store until
 * `onStateChange` has resolved, and is told again after a rejection or a crash. Of many processes
 * one tells it.
 */
export async function deliverNotices(context: Context): Promise<number> {
  const { store } = context.settings;
  const notices = await store.pendingNotices(nowOf(context), BATCH);
  let delivered = 0;
  for (const notice of notices) {
    const mine = await store.claimNotice(notice.id, nowOf(context), nowOf(context, CLAIM_MS));
    if (mine && (await deliver(context, notice))) delivered += 1;
  }
  return delivered;
}

async function deliver(context: Context, notice: Notice): Promise<boolean> {
  const { store, onStateChange, log } = context.settings;
  const session = await store.load(notice.sessionId);
  if (!session) {
    await store.settleNotice(notice.id, toldEvent(context, notice));
    return false;
  }
  try {
    const told = Promise.resolve(
      onStateChange({ ...notice, session: toMerchantSession(session, factsOf(context)) }),
    );
    if ((await timeBox(told, PATIENCE_MS, context.timer)) === TIMED_OUT) {
      throw new Error('onStateChange took too long: let it return once the change is noted.');
    }
  } catch (error) {
    log.error('onStateChange failed; the notice will be told again', { type: notice.type, error });
    await store.postponeNotice(notice.id, nowOf(context, RETRY_MS));
    return false;
  }
  await store.settleNotice(notice.id, toldEvent(context, notice));
  return true;
}

/** What stays of a notice that was told. */
function toldEvent(context: Context, { id, type, sessionId, attemptId }: Notice): SessionEvent {
  return { sessionId, at: nowOf(context), type: 'notice.told', attemptId, data: { id, type } };
}
