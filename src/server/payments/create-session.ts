import type { NewSession } from '../checkout-types.js';
import { beginChange, record, toCommit } from './change.js';
import { expiryRule, nowOf, type Context } from './context.js';
import { refreshListings } from './listings.js';
import { toExtras } from './merchant-extras.js';
import { checkAmount, checkGateways, checkUrl, instant, toSummary } from './merchant-input.js';
import type { SessionRecord } from './records.js';
import { withSchedule } from './schedule.js';

/** The id of a new session, and what the log is to know of its creation. */
interface Named {
  readonly id: string;
  readonly fingerprint?: string;
}

/** Stores the session first; gateways that must be asked for their methods are asked then. */
export async function createSession(
  context: Context,
  input: NewSession,
  { id, ...facts }: Named = { id: context.newToken() },
): Promise<SessionRecord> {
  const { store, sessionLifetime, gateways } = context.settings;
  const offered = checkGateways(
    input.gateways,
    gateways.map(({ code }) => code),
  );
  const session: SessionRecord = {
    id,
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
    movements: [],
    operations: [],
    order: await toSummary(context, input.order ?? {}, input.reference ?? null),
    customer: input.customer ?? null,
    language: input.language ?? null,
    cancelUrl: checkUrl(input.cancelUrl, 'cancelUrl'),
    returnUrl: checkUrl(input.returnUrl, 'returnUrl'),
    metadata: { ...input.metadata },
    ...{ terms: null, attachment: null, defaultMethod: null, ...toExtras(input, offered) },
    gateways: offered,
    listings: [],
    providerSessions: [],
    attempts: [],
    starts: [],
    reviews: [],
    check: { nextAt: null, count: 0, lastAt: null },
  };
  const change = record(beginChange(session, session.createdAt), 'session.created', null, facts);
  await store.insert(toCommit(withSchedule(change, expiryRule(context))));
  return refreshListings(context, session.id);
}
