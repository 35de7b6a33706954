import { sameMoney } from '../../contract/money.js';
import type { OperationMethods, SessionMethods, SessionUpdate } from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import { liveAttempt, patchSession, record } from './change.js';
import { cancelByMerchant } from './cancel.js';
import { factsOf, type Context } from './context.js';
import { createSession } from './create-session.js';
import { listSessions } from './list-sessions.js';
import { refreshListings } from './listings.js';
import { toExtras } from './merchant-extras.js';
import { checkAmount, instant, toSummary } from './merchant-input.js';
import { toMerchantSession, type MerchantSession } from './merchant-session.js';
import { loadSession, mutate } from './mutate.js';
import { orderOperation, settleOperation } from './operations.js';
import type { SessionRecord } from './records.js';
import { isOpen } from './session-machine.js';
import { viewSession } from './view-session.js';

/** The merchant's side of payment sessions. */
export function createMerchantSessions(context: Context): SessionMethods & OperationMethods {
  const show = (session: SessionRecord): MerchantSession =>
    toMerchantSession(session, factsOf(context));
  return {
    create: async (input) => show(await createSession(context, input)),
    retrieve: async (id) => show(await loadSession(context, id)),
    view: (id) => viewSession(context, id),
    update: async (id, changes) => show(await updateSession(context, id, changes)),
    cancel: async (id) => show(await cancelByMerchant(context, id)),
    list: (filter) => listSessions(context, filter),
    events: async (id) => context.settings.store.events((await loadSession(context, id)).id),
    settleOperation: async (id, operationId, outcome) =>
      show(await settleOperation(context, id, operationId, outcome)),
    capture: (id, order) => orderOperation(context, id, 'capture', order),
    refund: (id, order) => orderOperation(context, id, 'refund', order),
    void: (id, order) => orderOperation(context, id, 'void', order),
    refundOrCancel: (id, order) => orderOperation(context, id, 'refundOrCancel', order),
  };
}

/**
 * Changes an order that is not being paid.
 * @throws {CheckoutError} `attempt_in_progress` for a new amount while an attempt is live,
 * `session_closed` when the session has ended
 */
async function updateSession(
  context: Context,
  id: string,
  changes: SessionUpdate,
): Promise<SessionRecord> {
  const { amount, order, reference } = changes;
  if (amount) checkAmount(amount);
  const summary = order ? await toSummary(context, order, null) : null;
  await mutate(context, id, (change) => {
    const { session } = change;
    if (!isOpen(session.state)) {
      throw new CheckoutError('session_closed', 'The session has ended: create a new one.');
    }
    if (amount && !sameMoney(amount, session.amount) && liveAttempt(session)) {
      const why = 'The amount cannot change while an attempt is live: cancel the session first.';
      throw new CheckoutError('attempt_in_progress', why);
    }
    const patched = patchSession(change, {
      ...(amount ? { amount } : {}),
      order: {
        ...(summary ?? session.order),
        reference: reference ?? session.order.reference,
      },
      ...(changes.customer ? { customer: changes.customer } : {}),
      ...(changes.language ? { language: changes.language } : {}),
      ...(changes.dueAt ? { dueAt: instant(changes.dueAt, 'dueAt') } : {}),
      ...(changes.expiresAt === undefined
        ? {}
        : { expiresAt: instant(changes.expiresAt, 'expiresAt') }),
      metadata: { ...session.metadata, ...changes.metadata },
      ...toExtras(changes, session.gateways),
    });
    return record(patched, 'session.updated', null, { amount: patched.session.amount.value });
  });
  return refreshListings(context, id);
}
