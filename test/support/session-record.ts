import type { SessionRecord } from '../../src/server/payments/records.js';
import type { Commit } from '../../src/server/store/store.js';

const AT = '2026-01-05T10:00:00.000Z';

/** A session that nothing has happened to yet. */
export function sessionRecord(id: string, patch: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id,
    version: 1,
    state: 'created',
    createdAt: AT,
    expiresAt: null,
    dueAt: null,
    amount: { value: '14.000', currency: 'KWD' },
    capturedAmount: null,
    refundedAmount: null,
    movements: [],
    operations: [],
    order: {
      reference: 'ORDER-1',
      description: null,
      merchant_name: null,
      items: [],
      subtotal: null,
      discount: null,
      shipping: null,
      tax: null,
    },
    customer: null,
    language: null,
    cancelUrl: null,
    returnUrl: null,
    metadata: {},
    gateways: [],
    listings: [],
    providerSessions: [],
    attempts: [],
    starts: [],
    reviews: [],
    check: { nextAt: null, count: 0, lastAt: null },
    ...patch,
  };
}

/** The next version of a session, with a line of its log that names who wrote it. */
export function commitBy(writer: string, session: SessionRecord): Commit {
  const event = { sessionId: session.id, at: AT, type: 'test', attemptId: null, data: { writer } };
  return { session: { ...session, metadata: { writer } }, events: [event], notices: [] };
}
