import type { StartPaymentRequest, StartPaymentResponse } from '../../contract/start-payment.js';
import { CheckoutError } from '../errors.js';
import {
  moveAttempt,
  moveSession,
  patchAttempt,
  patchSession,
  record,
  type Change,
} from './change.js';
import { nowOf, requireGateway, type Context } from './context.js';
import { loadSession, tryWrite } from './mutate.js';
import { addProviderSession, reserve, sharedSession } from './provider-sessions.js';
import { askProvider } from './provider-start.js';
import { answer, newAttempt } from './attempt-record.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { releaseOthers, replaceAttempt } from './replace.js';
import { decideStart, type ChosenMethod, type StartDecision } from './start-decision.js';
import { fingerprint } from './start-fingerprint.js';
import { toView } from './view.js';

/** How long one caller may work on a start before another may take it over. */
const LEASE_MS = 20_000;
/** Every round but the last one changed something; more means that tabs fight over the session. */
const MAX_ROUNDS = 12;

/**
 * Starts a payment, or joins the one that is live. Decides from the stored session, writes by
 * compare-and-set, and decides anew when somebody else was faster. The attempt is stored before
 * the provider is called.
 */
export async function startPayment(
  context: Context,
  sessionId: string,
  key: string,
  request: StartPaymentRequest,
): Promise<StartPaymentResponse> {
  const { maxAttempts } = context.settings;
  const gateways = context.settings.gateways.map(({ code }) => code);
  let released = false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const session = await loadSession(context, sessionId);
    const rules = { now: nowOf(context), maxAttempts, gateways };
    const decision = decideStart(session, key, request, rules);
    switch (decision.kind) {
      case 'refuse':
        throw refusal(context, session, decision);
      case 'wait':
        throw inProgress();
      case 'replay': {
        const joined = await join(context, session, decision.attempt, key, request);
        if (joined) return joined;
        break;
      }
      case 'resume': {
        const leased = await lease(context, session, decision.attempt, key, request);
        if (leased) return askProvider(context, sessionId, decision.attempt.id);
        break;
      }
      case 'replace':
        await replaceAttempt(context, sessionId, decision, decision.method.gateway);
        break;
      case 'create': {
        if (!released) {
          released = true;
          if (await releaseOthers(context, session, decision.method.gateway)) break;
        }
        const attemptId = await create(context, session, decision.method, key, request);
        if (attemptId !== null) return askProvider(context, sessionId, attemptId);
        break;
      }
    }
  }
  throw inProgress();
}

/** The attempt and, where it has to be new, its provider session: both stored, nothing called. */
async function create(
  context: Context,
  session: SessionRecord,
  { gateway: code, offer }: ChosenMethod,
  key: string,
  request: StartPaymentRequest,
): Promise<string | null> {
  const now = nowOf(context);
  const gateway = requireGateway(context, code);
  const shared = sharedSession(session, gateway, now);
  const provider = shared ?? reserve(context, gateway, session.amount, now);
  const attempt = newAttempt(context, {
    state: 'starting',
    gateway: code,
    methodCode: offer.code,
    methodName: offer.name,
    providerSessionId: provider.id,
    amount: session.amount,
    total: offer.total,
    saveCard: request.options.save_card === true,
    instalments: request.options.instalments ?? null,
    startedAt: now,
    leaseUntil: nowOf(context, LEASE_MS),
  });
  const written = await tryWrite(context, session, (change) =>
    addAttempt(change, attempt, shared ? null : provider, { key, request }),
  );
  return written ? attempt.id : null;
}

interface Start {
  readonly key: string;
  readonly request: StartPaymentRequest;
}

function addAttempt(
  change: Change,
  attempt: AttemptRecord,
  provider: ProviderSessionRecord | null,
  start: Start,
): Change {
  const withProvider = provider ? addProviderSession(change, provider) : change;
  const added = patchSession(withProvider, {
    attempts: [...change.session.attempts, attempt],
    check: { nextAt: null, count: 0, lastAt: null },
  });
  const noted = record(noteStart(added, attempt.id, start), 'attempt.starting', attempt.id, {
    gateway: attempt.gateway,
    method: attempt.methodCode,
    ...(attempt.instalments == null ? {} : { instalments: attempt.instalments }),
  });
  return moveSession(noted, 'start', attempt.id);
}

function noteStart(change: Change, attemptId: string, { key, request }: Start): Change {
  const { starts } = change.session;
  const accepted = noteTerms(change, attemptId, request);
  if (starts.some((one) => one.key === key)) return accepted;
  return patchSession(accepted, {
    starts: [...starts, { key, fingerprint: fingerprint(request), attemptId }],
  });
}

/** The shopper's word on the terms of now, and when they gave it. */
function noteTerms(change: Change, attemptId: string, { options }: StartPaymentRequest): Change {
  const { terms, attempts } = change.session;
  if (!terms || options.terms_accepted !== true) return change;
  const { url, name } = terms;
  const attempt = attempts.find(({ id }) => id === attemptId);
  if (attempt?.acceptedTerms?.url === url) return change;
  const noted = patchAttempt(change, attemptId, { acceptedTerms: { url, at: change.at } });
  return record(noted, 'attempt.terms_accepted', attemptId, { url, name });
}

/** The live redirect again. */
async function join(
  context: Context,
  session: SessionRecord,
  attempt: AttemptRecord,
  key: string,
  request: StartPaymentRequest,
): Promise<StartPaymentResponse | null> {
  // They leave again: the next return is the one that counts.
  const left = { returnedAt: null, returnHint: null };
  const written = await tryWrite(context, session, (change) =>
    moveAttempt(noteStart(change, attempt.id, { key, request }), attempt, 'redirect', left),
  );
  const joined = written?.attempts.find((one) => one.id === attempt.id);
  return joined?.redirect ? answer(joined, joined.redirect) : null;
}

async function lease(
  context: Context,
  session: SessionRecord,
  attempt: AttemptRecord,
  key: string,
  request: StartPaymentRequest,
): Promise<boolean> {
  const leaseUntil = nowOf(context, LEASE_MS);
  const written = await tryWrite(context, session, (change) =>
    patchAttempt(noteStart(change, attempt.id, { key, request }), attempt.id, { leaseUntil }),
  );
  return written !== null;
}

function refusal(
  context: Context,
  session: SessionRecord,
  { code, why }: Extract<StartDecision, { kind: 'refuse' }>,
): CheckoutError {
  const view = toView(session, { ...context.settings, now: nowOf(context) });
  const live = view.attempt;
  return new CheckoutError(code, why, {
    ...(tellsSession.has(code) ? { session: view } : {}),
    ...(code === 'attempt_in_progress' && live ? { attempt: live } : {}),
  });
}

const tellsSession = new Set<string>([
  'session_changed',
  'session_closed',
  'session_expired',
  'payment_method_unavailable',
  'too_many_attempts',
  'terms_not_accepted',
]);

function inProgress(): CheckoutError {
  const why = 'This payment is being started by another request: send the same one again.';
  return new CheckoutError('start_in_progress', why, { retryAfter: 1 });
}
