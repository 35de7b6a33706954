import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { PaymentOptions } from '../../contract/start-payment.js';
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
      if (state.phase === 'loading') {
        const list = choosing(event.session);
        if (isPlain(list)) return step(list, { type: 'ready', session: event.session });
      }
      break;
    case 'select':
      return state.phase === 'choosing' && !state.waiting && isUsable(state.session, event.method)
        ? step(
            {
              ...state,
              method: event.method,
              options: ofSession(state.options),
              failure: null,
            },
            event,
          )
        : step(state);
    case 'edit':
      return step(
        state.phase === 'choosing' && !state.waiting ? { ...state, ...event.changes } : state,
      );
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

/** The list, with the merchant's default or the first method that can be used preselected. */
export function choosing(session: PaymentSessionView): Choosing {
  const { default_payment_method: preferred, payment_methods: methods } = session;
  return {
    phase: 'choosing',
    session,
    method:
      preferred && isUsable(session, preferred)
        ? preferred
        : (methods.find((method) => !method.unavailable_reason)?.code ?? null),
    options: {},
    query: '',
    all: false,
    failure: null,
    notice: 'above',
    waiting: false,
  };
}

/**
 * An open session that nobody has tried to pay: the list needs no notice. Where there is more to
 * choose at first than a method, it waits for the code that draws it, so that nothing moves later.
 */
function isPlain({ session, method }: Choosing): boolean {
  const { review, attempt, state, terms, payment_methods: methods } = session;
  return (
    !review &&
    !attempt &&
    !terms &&
    !methods.find(({ code }) => code === method)?.instalments?.[0] &&
    /^(created|pending|attempted)$/.test(state)
  );
}

/** What was chosen for the whole session and not for one of its methods. */
export const ofSession = ({ terms_accepted }: PaymentOptions): PaymentOptions =>
  terms_accepted ? { terms_accepted } : {};

export function isUsable(session: PaymentSessionView, code: string): boolean {
  return session.payment_methods.some(
    (method) => method.code === code && !method.unavailable_reason,
  );
}
