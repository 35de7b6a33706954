import { sameMoney, Money } from '../../contract/money.js';
import type { OrderItem, OrderSummary } from '../../contract/payment-session.js';
import type {
  MerchantSessions,
  NewOrder,
  NewOrderItem,
  NewSession,
  SessionUpdate,
} from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import { isZeroMoney, toMinorUnits } from '../money.js';
import { isSecure, parseUrl } from '../web-url.js';
import { beginChange, liveAttempt, patchSession, record, toCommit } from './change.js';
import { cancelByMerchant } from './cancel.js';
import { nowOf, type Context } from './context.js';
import { refreshListings } from './listings.js';
import { toMerchantSession, type MerchantSession } from './merchant-session.js';
import { loadSession, mutate } from './mutate.js';
import type { SessionRecord } from './records.js';
import { withSchedule } from './schedule.js';
import { isOpen } from './session-machine.js';

/** The merchant's side of payment sessions. */
export function createMerchantSessions(context: Context): MerchantSessions {
  return {
    create: (input) => createSession(context, input),
    retrieve: async (id) => toMerchantSession(await loadSession(context, id)),
    update: (id, changes) => updateSession(context, id, changes),
    cancel: async (id) => toMerchantSession(await cancelByMerchant(context, id)),
  };
}

/** Stores the session first; gateways that must be asked for their methods are asked then. */
async function createSession(context: Context, input: NewSession): Promise<MerchantSession> {
  const { store, sessionLifetime, gateways } = context.settings;
  const session: SessionRecord = {
    id: context.newToken(),
    version: 0,
    state: 'created',
    createdAt: nowOf(context),
    expiresAt:
      input.expiresAt === undefined
        ? nowOf(context, sessionLifetime)
        : instant(input.expiresAt, 'expiresAt'),
    dueAt: instant(input.dueAt, 'dueAt'),
    amount: checkAmount(input.amount),
    capturedAmount: null,
    refundedAmount: null,
    refunds: [],
    order: await toSummary(context, input.order ?? {}, input.reference ?? null),
    customer: input.customer ?? null,
    language: input.language ?? null,
    cancelUrl: checkUrl(input.cancelUrl, 'cancelUrl'),
    returnUrl: checkUrl(input.returnUrl, 'returnUrl'),
    metadata: { ...input.metadata },
    gateways: checkGateways(
      input.gateways,
      gateways.map(({ code }) => code),
    ),
    listings: [],
    providerSessions: [],
    attempts: [],
    starts: [],
    reviews: [],
    check: { nextAt: null, count: 0, lastAt: null },
  };
  const change = record(beginChange(session, session.createdAt), 'session.created');
  await store.insert(toCommit(withSchedule(change, () => false)));
  return toMerchantSession(await refreshListings(context, session.id));
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
): Promise<MerchantSession> {
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
    });
    return record(patched, 'session.updated', null, { amount: patched.session.amount.value });
  });
  return toMerchantSession(await refreshListings(context, id));
}

async function toSummary(
  context: Context,
  order: NewOrder,
  reference: string | null,
): Promise<OrderSummary> {
  return {
    reference,
    description: order.description ?? null,
    merchant_name: order.merchant_name ?? null,
    items: await Promise.all((order.items ?? []).map((item) => toItem(context, item))),
    subtotal: order.subtotal ?? null,
    discount: order.discount ?? null,
    shipping: order.shipping ?? null,
    tax: order.tax ?? null,
  };
}

async function toItem(
  { assets }: Context,
  { name, quantity, total, image }: NewOrderItem,
): Promise<OrderItem> {
  const source =
    typeof image === 'string' ? { url: image } : image === undefined ? null : { file: image.file };
  const id = source ? await assets.register({ kind: 'merchant', ...source }) : null;
  return { name, quantity, total: checkMoney(total), image: id };
}

/** No more decimals than the currency has (ISO 4217): nothing is ever rounded. */
function checkMoney(money: Money): Money {
  if (Money.safeParse(money).success && toMinorUnits(money) !== null) return money;
  throw invalid('amount', 'a decimal string and an ISO 4217 code, such as "14.000" and "KWD"');
}

function checkAmount(money: Money): Money {
  if (!isZeroMoney(checkMoney(money))) return money;
  throw invalid('amount', 'more than zero');
}

function instant(text: string | null | undefined, field: string): string | null {
  if (text === undefined || text === null) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid(field, 'an ISO 8601 time in UTC');
  return new Date(ms).toISOString();
}

function checkUrl(text: string | undefined, field: string): string | null {
  if (text === undefined) return null;
  const url = parseUrl(text);
  if (!url || !isSecure(url)) throw invalid(field, 'an absolute https URL (http on loopback)');
  return url.href;
}

function checkGateways(
  wanted: readonly string[] | undefined,
  known: readonly string[],
): readonly string[] {
  const unknown = wanted?.find((code) => !known.includes(code));
  if (unknown !== undefined) throw invalid('gateways', `some of ${known.join(', ')}`);
  return wanted ?? known;
}

function invalid(field: string, remedy: string): CheckoutError {
  return new CheckoutError('invalid_request', `${field}: give ${remedy}.`);
}
