import { checkSession } from './check.js';
import { nowOf, type Context } from './context.js';
import { deliverNotices } from './notices.js';
import { processWebhook } from './webhooks.js';

const DEFAULT_LIMIT = 100;
const AT_ONCE = 5;
/** A webhook younger than this is still being worked on by whoever received it. */
const WEBHOOK_AGE_MS = 5000;

/**
 * Brings up to date what is due: webhooks whose work was cut off, unresolved attempts, interrupted
 * starts, expiries, charges to give back, and notices that the merchant has not heard yet.
 */
export async function reconcile(
  context: Context,
  { limit = DEFAULT_LIMIT }: { readonly limit?: number } = {},
): Promise<{ readonly checked: number }> {
  const { store } = context.settings;
  const webhooks = await store.pendingWebhooks(nowOf(context, -WEBHOOK_AGE_MS), limit);
  await inGroups(context, webhooks, (webhook) => processWebhook(context, webhook));
  const due = await store.due(nowOf(context), limit);
  await inGroups(context, due, (id) => checkSession(context, id, { force: true, scheduled: true }));
  await deliverNotices(context);
  return { checked: due.length };
}

/** A few at a time; one that fails is logged and does not stop the others. */
async function inGroups<T>(
  { settings }: Context,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const group = items.slice(start, start + AT_ONCE);
    const results = await Promise.allSettled(group.map(work));
    for (const result of results) {
      if (result.status === 'rejected') {
        settings.log.error('reconcile failed for one item', { error: result.reason as unknown });
      }
    }
  }
}
