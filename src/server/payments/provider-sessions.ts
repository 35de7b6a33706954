import type { Money } from '../../contract/money.js';
import type { Gateway, ListInput, OpenedSession } from '../gateways/gateway.js';
import type { OrderFacts } from '../gateways/order-facts.js';
import { patchProviderSession, patchSession, type Change } from './change.js';
import type { Context } from './context.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';
import { callbackUrls } from './urls.js';

/** A provider session that is written down before the provider hears of it. */
export function reserve(
  context: Context,
  gateway: Gateway,
  amount: Money,
  at: string,
): ProviderSessionRecord {
  return {
    id: context.newToken(),
    gateway: gateway.code,
    reference: newReference(context),
    providerId: null,
    amount,
    data: {},
    expiresAt: null,
    webhookToken: context.newToken(),
    ...(gateway.sharesSession ? { returnToken: context.newToken() } : {}),
    openedAt: at,
    revealed: false,
    closed: false,
  };
}

/** Short enough for the tightest provider limit known (37 characters, seed 003). */
function newReference({ newToken }: Context): string {
  return `hpp-${newToken()
    .replace(/[^\da-zA-Z]/g, '')
    .slice(0, 24)}`;
}

export function addProviderSession(change: Change, provider: ProviderSessionRecord): Change {
  return patchSession(change, {
    providerSessions: [...change.session.providerSessions, provider],
  });
}

/** The provider session of a gateway that a new attempt may join, if there is one. */
export function sharedSession(
  session: SessionRecord,
  gateway: Gateway,
  now: string,
): ProviderSessionRecord | null {
  if (!gateway.sharesSession) return null;
  const usable = (one: ProviderSessionRecord): boolean =>
    one.gateway === gateway.code && !one.closed && (one.expiresAt === null || one.expiresAt > now);
  return session.providerSessions.findLast(usable) ?? null;
}

/** Notes what the provider opened. */
export function noteOpened(
  change: Change,
  providerSessionId: string,
  opened: OpenedSession,
  amount: Money,
): Change {
  return patchProviderSession(change, providerSessionId, { ...opened, amount });
}

export function listInput(
  context: Context,
  gateway: Gateway,
  session: SessionRecord,
  providerSession: ProviderSessionRecord,
  returnToken: string,
  signal: AbortSignal,
): ListInput {
  const { webhookToken } = providerSession;
  return {
    order: orderFacts(session),
    customer: session.customer,
    providerSession,
    urls: callbackUrls(context.settings, gateway, { returnToken, webhookToken }),
    signal,
  };
}

function orderFacts(session: SessionRecord): OrderFacts {
  return {
    amount: session.amount,
    summary: session.order,
    language: session.language,
    dueAt: session.dueAt,
    expiresAt: session.expiresAt,
  };
}
