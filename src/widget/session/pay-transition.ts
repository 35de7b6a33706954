import { chosenPlan } from '../../contract/payment-method.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { step, type Step, type Work } from './effects.js';
import {
  arrive,
  canPayAnotherWay,
  confirming,
  liveAttempt,
  openAttempt,
  watching,
} from './place.js';
import type {
  Asking,
  CheckoutEvent,
  Choosing,
  Failure,
  Leaving,
  Order,
  Starting,
  Warning,
} from './state.js';
import { choosing, isUsable, ofSession } from './transition.js';

/** From the list to the provider. */
export function payStep(
  state: Choosing | Asking | Starting | Warning | Leaving,
  event: CheckoutEvent,
): Step {
  switch (state.phase) {
    case 'choosing':
      return chooseStep(state, event);
    case 'asking':
      if (event.type === 'allowed') return start(state.from, state.order);
      return event.type === 'vetoed' ? back(state.from, event.failure) : step(state);
    case 'starting':
      if (event.type === 'started') {
        const { attempt, redirect } = event;
        const from = withSession(state.from, { ...state.from.session, attempt });
        const next = { phase: 'leaving', from, attempt, redirect, blocked: false } as const;
        return step(next, { type: 'leave', attempt, redirect });
      }
      return event.type === 'start_failed' ? refused(state, event) : step(state);
    case 'warning':
      return warningStep(state, event);
    case 'leaving':
      return leavingStep(state, event);
  }
}

function chooseStep(state: Choosing, event: CheckoutEvent): Step {
  const { session, method } = state;
  const live = liveAttempt(session);
  const open = openAttempt(session);
  switch (event.type) {
    case 'pay': {
      if (!method) return step({ ...state, waiting: false });
      if (session.terms && !state.options.terms_accepted) {
        const failure = { code: 'terms_not_accepted' } as const;
        return step({ ...state, waiting: false, failure }, { type: 'error', failure });
      }
      const [, plan] = priceOf(state, session);
      const options = { ...state.options, instalments: plan?.count };
      // Also the same method: with a plan it may be another payment.
      const leaves = open && (open.payment_method !== method || options.instalments);
      const replaces = leaves ? { attempt_id: open.id, confirmed: false } : null;
      return ask(state, { method, options, replaces });
    }
    case 'continue':
      return live ? ask(state, orderOf(live.payment_method)) : step(state);
    case 'check':
      return step(confirming(session), { type: 'poll', now: true });
    case 'hand_off':
      return step({ ...state, handedOff: true }, { type: 'poll', now: false });
    case 'time_up':
    case 'resumed':
    case 'restored':
      return step(state, { type: 'load' });
    case 'loaded':
      return refresh(state, event.session, event.polled);
    case 'load_failed':
      return event.failure.code === 'session_not_found'
        ? step({ phase: 'broken', failure: event.failure }, { ...event, type: 'error' })
        : step(state, ...waitingFor(state, session));
    default:
      return step(state);
  }
}

function warningStep(state: Warning, event: CheckoutEvent): Step {
  const { from, order, attempt } = state;
  switch (event.type) {
    case 'confirm':
      return start(from, { ...order, replaces: { attempt_id: attempt.id, confirmed: true } });
    case 'continue':
      return ask(from, orderOf(attempt.payment_method));
    case 'back':
    case 'restored':
      return step(from, { type: 'load' });
    default:
      return step(state);
  }
}

function leavingStep(state: Leaving, event: CheckoutEvent): Step {
  switch (event.type) {
    case 'blocked':
      return step(
        { ...state, blocked: true },
        { type: 'error', failure: { code: 'form_blocked' } },
      );
    case 'back':
    case 'restored':
      // A new screen: its notice may stand above the list.
      return step({ ...state.from, notice: 'above' }, { type: 'load' });
    case 'resumed':
      return step(state, { type: 'load' });
    case 'loaded': {
      // Still on the way: a list would only take the way on away.
      const next = arrive(event.session);
      const live = liveAttempt(event.session);
      return live?.id === state.attempt.id ? step(state) : next;
    }
    default:
      return step(state);
  }
}

/** An attempt goes on with the options that it has. */
const orderOf = (method: string): Order => ({ method, options: {}, replaces: null });

function ask(from: Choosing, order: Order): Step {
  const calm = { ...from, waiting: false, failure: null };
  return step(
    { phase: 'asking', from: calm, order },
    { type: 'ask', session: from.session, order },
  );
}

function start(from: Choosing, order: Order): Step {
  return step({ phase: 'starting', from, order }, { type: 'start', session: from.session, order });
}

/** Back to the list, with nothing created. */
function back(from: Choosing, failure: Failure | null): Step {
  const list = { ...from, failure };
  const watch = waitingFor(from, from.session);
  return failure ? step(list, { type: 'error', failure }, ...watch) : step(list, ...watch);
}

/** The backend did not start the payment. What it sent along is newer than what is shown. */
function refused(
  { from, order }: Starting,
  { failure, session, attempt }: CheckoutEvent & { type: 'start_failed' },
): Step {
  const error = { type: 'error', failure } as const;
  if (failure.code === 'attempt_not_cancelable' && attempt)
    return step(
      { phase: 'warning', from: withSession(from, { ...from.session, attempt }), order, attempt },
      error,
    );
  if (failure.code === 'session_not_found') return step({ phase: 'broken', failure }, error);
  const known = session ?? (attempt && { ...from.session, attempt });
  if (known) {
    const next = refresh(from, known);
    // A live attempt speaks for itself: its notice says more than the failure.
    const shown = attempt ? null : failure;
    const state = next.state.phase === 'choosing' ? { ...next.state, failure: shown } : next.state;
    return step(state, error, ...next.effects);
  }
  // Whatever came of it stands in the session: it may have an attempt now, or have lost a method.
  return step({ ...from, failure }, error, { type: 'load' });
}

/**
 * A newer session under the eyes of the shopper: the choice stays, and nothing above it moves. When it
 * was `polled`, the questions go on as planned, until there is nothing to ask about: one last look ends
 * them.
 */
function refresh(state: Choosing, session: PaymentSessionView, polled?: boolean): Step {
  const isAside = session.attempt?.id === state.aside && canPayAnotherWay(session);
  const next = isAside ? step(choosing(session)) : arrive(session);
  if (next.state.phase !== 'choosing') return next;
  const failure = newsOf(state, session) ?? state.failure;
  const told = next.effects.filter(({ type }) => type !== 'poll');
  const asks = waitingFor(state, session);
  const last: Work[] = asks[0] ? [] : [{ type: 'load' }];
  const work = polled ? last : asks;
  return step({ ...withSession(state, session), failure }, ...told, ...work);
}

/** Something may happen elsewhere, at the provider or on a phone: the page asks. */
function waitingFor({ handedOff }: Choosing, session: PaymentSessionView): Work[] {
  return handedOff ? [{ type: 'poll', now: false }] : watching(session);
}

/** What the shopper has to look at again before they pay. */
function newsOf(state: Choosing, session: PaymentSessionView): Failure | null {
  const { method, session: shown } = state;
  if (!isSame(shown.amount, session.amount)) return { code: 'session_changed' };
  if (!method) return null;
  if (!isUsable(session, method)) return { code: 'payment_method_unavailable' };
  const isAsShown = isSame(priceOf(state, shown), priceOf(state, session));
  return isAsShown ? null : { code: 'session_changed' };
}

const methodOf = ({ payment_methods }: PaymentSessionView, wanted: string | null) =>
  payment_methods.find((method) => method.code === wanted);

/** What paying costs, and in which parts. */
function priceOf({ method, options }: Choosing, session: PaymentSessionView) {
  const chosen = methodOf(session, method);
  return [chosen?.total, chosenPlan(chosen, options.instalments)] as const;
}

/** Digit by digit: "14" is not what a shopper read who saw "14.000". */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function withSession(state: Choosing, session: PaymentSessionView): Choosing {
  const { method, notice, session: shown } = state;
  const kept = method && isUsable(session, method);
  const options = kept ? state.options : ofSession(state.options);
  return {
    ...state,
    session,
    method: kept ? method : choosing(session).method,
    // A yes to other terms is none to these.
    options: isSame(shown.terms, session.terms) ? options : { ...options, terms_accepted: false },
    notice: shown.attempt && notice === 'above' ? 'above' : 'below',
  };
}
