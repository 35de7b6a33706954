import type { PaymentSessionView } from '../../contract/payment-session.js';
import { cancelStep, checkAgain, isCancelable } from './cancel-transition.js';
import { step, type Step } from './effects.js';
import { payStep } from './pay-transition.js';
import { arrive, canPayAnotherWay, isSuccess, openAttempt } from './place.js';
import type { CheckoutEvent, CheckoutState, Confirming, Failure, Settled } from './state.js';
import { choosing, transition } from './transition.js';

/**
 * The whole machine: an answer to every event in every state. An event that means nothing in a
 * state leaves it as it is. Pure.
 */
export function journeyTransition(state: CheckoutState, event: CheckoutEvent): Step {
  switch (event.type) {
    case 'configured':
    case 'select':
    case 'edit':
      return transition(state, event);
    case 'misconfigured':
      return step({ phase: 'misconfigured', failure: event.failure }, { ...event, type: 'error' });
    case 'cancel':
      return isCancelable(state) ? cancelStep(state, event) : step(state);
    default:
      return stepByPhase(state, event);
  }
}

function stepByPhase(state: CheckoutState, event: CheckoutEvent): Step {
  switch (state.phase) {
    case 'configuring':
    case 'misconfigured':
      return step(state);
    case 'broken':
      return isReturn(event) && isPassing(state.failure)
        ? step({ phase: 'loading' }, { type: 'load' })
        : step(state);
    case 'loading':
      if (event.type === 'load_failed')
        return step({ phase: 'broken', failure: event.failure }, { ...event, type: 'error' });
      if (event.type !== 'loaded') return step(state);
      return withReady(event.session);
    case 'choosing':
    case 'asking':
    case 'starting':
    case 'warning':
    case 'leaving':
      return payStep(state, event);
    case 'asking_cancel':
    case 'canceling':
    case 'parting':
    case 'departing':
      return cancelStep(state, event);
    case 'confirming':
      return confirmStep(state, event);
    case 'settled':
      return settledStep(state, event);
  }
}

function settledStep(state: Settled, event: CheckoutEvent): Step {
  const isOver = isSuccess(state.outcome);
  if (isOver && event.type === 'return')
    return step(
      { phase: 'departing', from: state, canceled: false, url: event.url },
      { type: 'depart', url: event.url },
    );
  if (event.type === 'loaded' && (!isOver || event.session.state === 'refunded'))
    return arrive(event.session);
  return isOver || !isReturn(event) ? step(state) : step(state, { type: 'load' });
}

function confirmStep(state: Confirming, event: CheckoutEvent): Step {
  switch (event.type) {
    case 'exhausted':
      return step({ ...state, stalled: true, another: canPayAnotherWay(state.session) });
    case 'check':
      return checkAgain(state);
    case 'resumed':
    case 'restored':
      return state.stalled ? checkAgain(state) : step(state);
    case 'pay_another_way':
      return state.another ? setAside(state) : step(state);
    case 'loaded': {
      const next = arrive(event.session);
      // The questions that are planned go on: only a change of the state ends them.
      return next.state.phase === 'confirming' ? step({ ...state, session: event.session }) : next;
    }
    default:
      return step(state);
  }
}

/** The list again, with the attempt that nobody knows the outcome of named above it. */
function setAside({ session }: Confirming): Step {
  const aside = openAttempt(session)?.id;
  const list = { ...choosing(session), ...(aside && { aside }) };
  return step(list, { type: 'load' });
}

/** The shopper looks at the page again. */
function isReturn({ type }: CheckoutEvent): boolean {
  return type === 'resumed' || type === 'restored';
}

/** What may be better when the shopper looks again, or is connected again. */
function isPassing({ code }: Failure): boolean {
  return /^(network_error|timeout|provider_unavailable|module_not_loaded)$/.test(code);
}

function withReady(session: PaymentSessionView): Step {
  const { state, effects } = arrive(session);
  return step(state, { type: 'ready', session }, ...effects);
}
