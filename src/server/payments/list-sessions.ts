import { SESSION_STATES } from '../../contract/payment-session.js';
import type { SessionFilter, SessionPage } from '../checkout-types.js';
import { CheckoutError } from '../errors.js';
import type { SessionQuery } from '../store/store.js';
import { factsOf, type Context } from './context.js';
import { instant } from './merchant-input.js';
import { toMerchantSession } from './merchant-session.js';
import type { SessionRecord } from './records.js';

const DEFAULT_LIMIT = 20;
const MOST = 100;

/**
 * A page of sessions, newest first.
 * @throws {CheckoutError} `invalid_request`
 */
export async function listSessions(
  context: Context,
  filter: SessionFilter = {},
): Promise<SessionPage> {
  const limit = checkLimit(filter.limit ?? DEFAULT_LIMIT);
  const query: SessionQuery = {
    state: checkState(filter.state),
    reference: filter.reference ?? null,
    createdAfter: instant(filter.createdAfter, 'createdAfter'),
    createdBefore: instant(filter.createdBefore, 'createdBefore'),
    after: filter.cursor === undefined ? null : readCursor(filter.cursor),
    // One more says whether another page follows.
    limit: limit + 1,
  };
  const found = await context.settings.store.list(query);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    sessions: shown.map((one) => toMerchantSession(one, factsOf(context))),
    next: found.length > limit && last ? writeCursor(last) : null,
  };
}

function checkLimit(limit: unknown): number {
  const fits = typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= MOST;
  if (fits) return limit;
  throw new CheckoutError('invalid_request', `limit: give a whole number from 1 to ${MOST}.`);
}

function checkState(state: SessionFilter['state']): SessionQuery['state'] {
  if (state === undefined || SESSION_STATES.includes(state)) return state ?? null;
  throw new CheckoutError('invalid_request', `state: give one of ${SESSION_STATES.join(', ')}.`);
}

/** Where a page ends. Times and ids of ours are ASCII. */
function writeCursor({ createdAt, id }: SessionRecord): string {
  return btoa(`${createdAt} ${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function readCursor(cursor: string): SessionQuery['after'] {
  const [createdAt = '', id = ''] = decoded(cursor).split(' ');
  if (isInstant(createdAt) && id) return { createdAt, id };
  throw new CheckoutError('invalid_request', 'cursor: give the `next` of the page before.');
}

/** As records write it: what only looks like a time (a 30th of February) no database takes. */
function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

function decoded(cursor: string): string {
  try {
    return atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
