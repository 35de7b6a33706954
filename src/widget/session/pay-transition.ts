import type { PaymentSessionView } from '../../contract/payment-session.js';
import { step, type Step } from './effects.js';
import { arrive, liveAttempt } from './place.js';
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
import { isUsable } from './transition.js';

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
  switch (event.type) {
    case 'pay': {
      if (!method) return step(state);
      const leaves = live && live.payment_method !== method;
      const replaces = leaves ? { attempt_id: live.id, confirmed: false } : null;
      return ask(state, { method, saveCard: state.saveCard, replaces });
    }
    case 'continue':
      return live ? ask(state, orderOf(live.payment_method)) : step(state);
    case 'resumed':
    case 'restored':
      return step(state, { type: 'load' });
    case 'loaded':
      return refresh(state, event.session);
    case 'load_failed':
      return event.failure.code === 'session_not_found'
        ? step({ phase: 'broken', failure: event.failure }, { ...event, type: 'error' })
        : step(state);
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

const orderOf = (method: string): Order => ({ method, saveCard: false, replaces: null });

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
  return failure ? step(list, { type: 'error', failure }) : step(list);
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
  const stale = /^(payment_method_|session_|attempt_|too_many_)/.test(failure.code);
  return step({ ...from, failure }, error, ...(stale ? [{ type: 'load' } as const] : []));
}

/** A newer session under the eyes of the shopper: the choice stays, and nothing above it moves. */
function refresh(state: Choosing, session: PaymentSessionView): Step {
  const next = arrive(session);
  if (next.state.phase !== 'choosing') return next;
  const changed = state.session.amount.value !== session.amount.value;
  const failure = changed ? ({ code: 'session_changed' } as const) : state.failure;
  return step({ ...withSession(state, session), failure }, ...next.effects);
}

function withSession(state: Choosing, session: PaymentSessionView): Choosing {
  const { method, notice, session: shown } = state;
  const kept = method && isUsable(session, method);
  const next = arrive(session).state;
  const preselected = next.phase === 'choosing' ? next.method : method;
  return {
    ...state,
    session,
    method: kept ? method : preselected,
    saveCard: kept ? state.saveCard : false,
    notice: shown.attempt && notice === 'above' ? 'above' : 'below',
  };
}
