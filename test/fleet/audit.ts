import type { AttemptRecord, Notice, SessionRecord } from '../../src/server/payments/records.js';
import { isCharged } from '../../src/server/payments/attempt-machine.js';
import { isSettled } from '../../src/server/payments/session-machine.js';
import { hundredths, type Book } from './books.js';
import type { Dump, Remaining } from './merchant.js';
import { readLog } from './read-log.js';
import type { Keyed } from './shopper.js';

/** All that is known at the end, from three sides: the store, the providers, the merchant. */
export interface Evidence {
  readonly dumps: readonly Dump[];
  readonly books: readonly Book[];
  readonly told: readonly Notice[];
  /** Every link that a shopper got, with the key that it was asked for under. */
  readonly keyed: readonly Keyed[];
  readonly remaining: Remaining;
}

export type Fault =
  /** A charge that the store or the merchant does not know. */
  | 'lost'
  /** Two charges kept for one session, or one payment charged twice. */
  | 'doubled'
  /** The store believes in money that the provider does not have. */
  | 'unfounded'
  /** The store believes in other refunds than the provider made. */
  | 'refunds differ'
  | 'untold'
  /** Something is still open after all the time in the world. */
  | 'unsettled'
  | 'two attempts under one key'
  | 'two live attempts'
  | 'unexplained by the log';

export interface Violation {
  readonly fault: Fault;
  readonly session: string;
  readonly why: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** What was found, in numbers. */
  readonly figures: Readonly<Record<string, number>>;
}

/** A charge of a provider beside what the store has of it. */
interface Charge {
  readonly book: Book;
  readonly dump: Dump | undefined;
  readonly attempt: AttemptRecord | undefined;
  readonly kept: number;
}

/** Compares the three sides. */
export function audit(evidence: Evidence): Verdict {
  const charges = chargesOf(evidence);
  const violations = [
    ...charges.flatMap((charge) => judgeCharge(charge, evidence.told)),
    ...evidence.dumps.flatMap((dump) => judgeSession(dump, charges, evidence)),
    ...judgeRemaining(evidence.remaining),
  ];
  return { violations, figures: figuresOf(evidence, charges, violations) };
}

function chargesOf({ books, dumps }: Evidence): Charge[] {
  return books
    .filter(({ charges }) => charges > 0)
    .map((book) => {
      const dump = dumps.find(({ session }) => linkId(session, book) !== undefined);
      const id = dump && linkId(dump.session, book);
      const on = dump?.session.attempts.filter((one) => one.providerSessionId === id) ?? [];
      const attempt = on.find(({ state }) => isCharged(state)) ?? on.find(({ voided }) => voided);
      return { book, dump, attempt, kept: book.charged - book.returned };
    });
}

const linkId = ({ providerSessions }: SessionRecord, book: Book): string | undefined =>
  providerSessions.find((one) => one.gateway === book.gateway && one.reference === book.reference)
    ?.id;

function judgeCharge({ book, dump, attempt, kept }: Charge, told: readonly Notice[]): Violation[] {
  const session = dump?.session.id ?? `unknown: ${book.gateway} ${book.reference}`;
  const found = (fault: Fault, why: string): Violation[] => [
    { fault, session, why: `${book.gateway} ${book.reference}: ${why}` },
  ];
  if (book.charges > 1) return found('doubled', `charged ${book.charges} times`);
  if (!dump || !attempt) return found('lost', `${book.charged} charged, unknown to the store`);
  if (hundredths(attempt.amount.value) !== book.charged) {
    return found('lost', `${book.charged} charged, ${attempt.amount.value} known`);
  }
  if (attempt.reversal === 'needed' || attempt.reversal === 'queued') {
    return found('unsettled', `a second charge is still ${attempt.reversal}`);
  }
  if (attempt.reversal === 'done' && kept > 0) return found('doubled', 'not given back after all');
  const reported = told.some(
    (one) => one.type === 'duplicate_payment' && one.attemptId === attempt.id,
  );
  if (attempt.reversal !== null && !reported) return found('untold', 'a second charge');
  const believed = attempt.reversal === null && isSettled(dump.session.state);
  if (attempt.reversal === null && kept > 0 && !believed) {
    return found('lost', `charged, but the session is ${dump.session.state}`);
  }
  if (attempt.reversal === null && book.mustBeCaptured === true) {
    return found('unsettled', 'approved, and never captured');
  }
  const refunds = attempt.reversal === null ? judgeRefunds(dump, attempt, book) : null;
  if (refunds !== null) return found('refunds differ', refunds);
  const heard = told.some((one) => one.sessionId === session && isSettled(one.state));
  return kept > 0 && !heard ? found('untold', 'a charge') : [];
}

/** Each order of the merchant was done once or not at all; `unknown` leaves both open. */
function judgeRefunds({ session }: Dump, { id }: AttemptRecord, book: Book): string | null {
  const sum = (state: string): number =>
    session.operations
      .filter((one) => one.attemptId === id && one.kind === 'refund' && one.state === state)
      .reduce((total, { amount }) => total + hundredths(amount.value), 0);
  const [done, unknown] = [sum('done'), sum('unknown')];
  const known = hundredths(session.refundedAmount?.value ?? '0');
  const says = `${book.returned} went back, ${done} done, ${unknown} unknown, ${known} known`;
  if (book.returned < done || book.returned > done + unknown) return says;
  return unknown === 0 && known !== book.returned ? says : null;
}

function judgeSession(
  { session, events }: Dump,
  charges: readonly Charge[],
  { told, keyed }: Evidence,
): Violation[] {
  const { id, state } = session;
  const found = (fault: Fault, why: string): Violation[] => [{ fault, session: id, why }];
  const own = charges.filter((one) => one.dump?.session.id === id && one.kept > 0);
  const kept = own.filter(({ attempt }) => attempt?.reversal === null);
  const heard = told.filter((one) => one.sessionId === id);
  const log = readLog(events);
  const untold = log.states.filter(
    (one) => !heard.some((each) => each.type === 'state_changed' && each.state === one),
  );
  const unsure = session.operations.some((one) => one.state === 'unknown');
  const money = !unsure && (state === 'paid' || state === 'authorized' || state === 'cod');
  return [
    ...(kept.length > 1 ? found('doubled', `${kept.length} charges are kept`) : []),
    ...(money && kept.length === 0 ? found('unfounded', `${state} without a charge`) : []),
    ...(session.attempts.some((one) => isCharged(one.state) && !hasBook(one, session, charges))
      ? found('unfounded', 'an attempt is charged, its provider has no charge')
      : []),
    ...untold.flatMap((one) => found('untold', `it became ${one}`)),
    ...(log.mostLive > 1 ? found('two live attempts', `${log.mostLive} at once`) : []),
    ...((log.states.at(-1) ?? 'created') === state
      ? []
      : found('unexplained by the log', `it is ${state}, the log ends ${log.states.at(-1) ?? ''}`)),
    ...judgeKeys(session, keyed).flatMap((why) => found('two attempts under one key', why)),
  ];
}

function hasBook(
  { providerSessionId }: AttemptRecord,
  { id }: SessionRecord,
  charges: readonly Charge[],
): boolean {
  return charges.some(
    ({ dump, attempt }) =>
      dump?.session.id === id && attempt?.providerSessionId === providerSessionId,
  );
}

/** What a key was answered, by whomever and whenever, is one attempt and one link. */
function judgeKeys({ id, starts, attempts }: SessionRecord, keyed: readonly Keyed[]): string[] {
  const own = keyed.filter((one) => one.session === id);
  return [...new Set(own.map(({ key }) => key))].flatMap((key) => {
    const same = own.filter((one) => one.key === key);
    const links = new Set(same.map(({ url }) => url));
    const ids = new Set(
      [...same, ...starts.filter((one) => one.key === key).map(attemptOf)].map(nameOf),
    );
    const unknown = [...ids].filter((one) => !attempts.some((attempt) => attempt.id === one));
    return [
      ...(links.size > 1 ? [`${key} got ${links.size} links`] : []),
      ...(ids.size > 1 ? [`${key} got attempts ${[...ids].join(', ')}`] : []),
      ...unknown.map((one) => `${key} got ${one}, which is not stored`),
    ];
  });
}

const attemptOf = ({ attemptId }: { readonly attemptId: string }) => ({ attempt: attemptId });
const nameOf = ({ attempt }: { readonly attempt: string }): string => attempt;

function judgeRemaining({ due, notices, webhooks }: Remaining): Violation[] {
  const why = `${notices} notices and ${webhooks} webhooks wait`;
  return [
    ...due.map(
      (session) => ({ fault: 'unsettled', session, why: 'it is to be looked at' }) as const,
    ),
    ...(notices + webhooks > 0 ? [{ fault: 'unsettled', session: '', why } as const] : []),
  ];
}

function figuresOf(
  { dumps, told, keyed }: Evidence,
  charges: readonly Charge[],
  violations: readonly Violation[],
): Verdict['figures'] {
  const count = (fault: Fault): number => violations.filter((one) => one.fault === fault).length;
  const reversals = (...wanted: readonly (string | null)[]): number =>
    charges.filter(({ attempt }) => wanted.includes(attempt?.reversal ?? null)).length;
  const operations = dumps.flatMap(({ session }) => session.operations);
  const ordered = (state: string): number => operations.filter((one) => one.state === state).length;
  const ids = new Set(told.map(({ id }) => id));
  return {
    sessions: dumps.length,
    attempts: dumps.reduce((sum, { session }) => sum + session.attempts.length, 0),
    'links given out': keyed.length,
    charges: charges.length,
    'charges kept': charges.filter(({ attempt, kept }) => !attempt?.reversal && kept > 0).length,
    'duplicates reversed': reversals('done'),
    'duplicates reported': reversals('reported'),
    'operations done': ordered('done'),
    'operations unknown': ordered('unknown'),
    notices: ids.size,
    'told again': told.length - ids.size,
    lost: count('lost'),
    doubled: count('doubled'),
    'other violations': violations.length - count('lost') - count('doubled'),
  };
}
