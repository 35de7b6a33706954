import type { PaymentSessionView } from '../../contract/payment-session.js';
import { step, type Step } from './effects.js';
import type { CheckoutEvent, CheckoutState, Choosing } from './state.js';

/**
 * The first screen of the machine: from nothing to the list. An event that it cannot answer is
 * deferred until the rest of the machine (`journey-transition.ts`), which answers everything, has
 * been fetched. Pure.
 */
export function transition(state: CheckoutState, event: CheckoutEvent): Step {
  switch (event.type) {
    case 'configured':
      return step({ phase: 'loading' }, { type: 'load' });
    case 'loaded':
      if (state.phase === 'loading' && isUntouched(event.session))
        return step(choosing(event.session), { type: 'ready', session: event.session });
      break;
    case 'select':
      return state.phase === 'choosing' && !state.waiting && isUsable(state.session, event.method)
        ? step({ ...state, method: event.method, saveCard: false, failure: null }, event)
        : step(state);
    case 'save_card':
      return step(state.phase === 'choosing' ? { ...state, saveCard: event.on } : state);
    case 'module_failed':
      return step(
        state.phase === 'choosing'
          ? { ...state, waiting: false, failure: event.failure }
          : { phase: 'broken', failure: event.failure },
        { type: 'error', failure: event.failure },
      );
    default:
  }
  if (state.phase !== 'choosing') return step(state, { type: 'defer', event });
  return state.waiting
    ? step(state)
    : step({ ...state, waiting: true, failure: null }, { type: 'defer', event });
}

/** The list, with the first method that can be used preselected. */
export function choosing(session: PaymentSessionView): Choosing {
  return {
    phase: 'choosing',
    session,
    method: session.payment_methods.find((method) => !method.unavailable_reason)?.code ?? null,
    saveCard: false,
    failure: null,
    notice: 'above',
    waiting: false,
  };
}

/** An open session that nobody has tried to pay: the list needs no notice. */
function isUntouched(session: PaymentSessionView): boolean {
  return !session.review && !session.attempt && /^(created|pending|attempted)$/.test(session.state);
}

export function isUsable(session: PaymentSessionView, code: string): boolean {
  return session.payment_methods.some(
    (method) => method.code === code && !method.unavailable_reason,
  );
}
