import { factsOf, nowOf, type Context } from './context.js';
import type { Notice, SessionEvent } from './records.js';
import { TIMED_OUT, timeBox } from '../timer.js';
import { toMerchantSession } from './merchant-session.js';

const RETRY_MS = 30_000;
const BATCH = 50;
/** A handler that never returns must not keep other notices from being told. */
const PATIENCE_MS = 30_000;

/** The deliveries under way in this process, so that one notice is not told twice at once. */
const delivering = new WeakMap<Context, Set<string>>();

/**
 * Tells the merchant what has not been told yet. At least once: a notice stays in the store until
 * `onStateChange` has resolved, and is told again after a rejection or a crash.
 */
export async function deliverNotices(context: Context): Promise<number> {
  const { store } = context.settings;
  const notices = await store.pendingNotices(nowOf(context), BATCH);
  const busy = delivering.get(context) ?? new Set<string>();
  delivering.set(context, busy);
  let delivered = 0;
  for (const notice of notices) {
    if (busy.has(notice.id)) continue;
    busy.add(notice.id);
    try {
      if (await deliver(context, notice)) delivered += 1;
    } finally {
      busy.delete(notice.id);
    }
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
