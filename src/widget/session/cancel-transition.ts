import { step, type Step } from './effects.js';
import { arrive, confirming, isSuccess } from './place.js';
import type {
  AskingCancel,
  Cancelable,
  Canceling,
  CheckoutEvent,
  CheckoutState,
  Confirming,
  Departing,
  Failure,
  Parting,
} from './state.js';

/** True where the shopper may turn back: not while a payment moves, and not after having paid. */
export function isCancelable(state: CheckoutState): state is Cancelable {
  switch (state.phase) {
    case 'configuring':
    case 'misconfigured':
    case 'broken':
    case 'choosing':
      return true;
    case 'confirming':
      return state.stalled || state.session.review;
    case 'settled':
      return !isSuccess(state.outcome);
    default:
      return false;
  }
}

/** From cancel to the merchant's page. Nothing here ever traps the shopper. */
export function cancelStep(
  state: Cancelable | AskingCancel | Canceling | Parting | Departing,
  event: CheckoutEvent,
): Step {
  switch (state.phase) {
    case 'asking_cancel':
      if (event.type === 'allowed')
        return step({ phase: 'canceling', from: state.from }, { type: 'cancel', from: state.from });
      return event.type === 'vetoed' ? stay(state.from, event.failure) : step(state);
    case 'canceling':
      return cancelingStep(state, event);
    case 'parting':
      if (event.type === 'depart' && state.url) return depart(state.from, false, state.url);
      return isBack(event) ? reread(state.from) : step(state);
    case 'departing':
      return isBack(event) ? reread(state.from) : step(state);
    default: {
      const from = state.phase === 'choosing' ? { ...state, waiting: false, failure: null } : state;
      const session = 'session' in from ? from.session : null;
      return step({ phase: 'asking_cancel', from }, { type: 'ask_cancel', session });
    }
  }
}

function cancelingStep(state: Canceling, event: CheckoutEvent): Step {
  const { from } = state;
  switch (event.type) {
    case 'canceled': {
      if (event.url) return depart(from, event.session !== null, event.url);
      const next = event.session ? arrive(event.session) : goOn(from);
      const left = { type: 'cancel_left', canceled: event.session !== null, url: null } as const;
      return step(next.state, left, ...next.effects);
    }
    case 'cancel_failed': {
      const { failure, attempt, url } = event;
      const error = { type: 'error', failure } as const;
      if (attempt || !url) return step({ phase: 'parting', from, attempt, url }, error);
      const next = depart(from, false, url);
      return step(next.state, error, ...next.effects);
    }
    case 'loaded':
      return arrive(event.session);
    default:
      return step(state);
  }
}

function depart(from: Cancelable, canceled: boolean, url: string): Step {
  return step(
    { phase: 'departing', from, canceled, url },
    { type: 'cancel_left', canceled, url },
    { type: 'depart', url },
  );
}

function isBack({ type }: CheckoutEvent): boolean {
  return type === 'back' || type === 'restored';
}

/** Back to where cancel was pressed, which may be out of date by now. */
function reread(from: Cancelable): Step {
  if (from.phase === 'confirming') return checkAgain(from);
  return 'session' in from ? step(from, { type: 'load' }) : step(from);
}

/** Asks at once, and then as often as after a return. */
export function checkAgain({ session }: Confirming): Step {
  return step(confirming(session), { type: 'poll', now: true });
}

function stay(from: Cancelable, failure: Failure | null): Step {
  const { state, effects } = goOn(from);
  return failure ? step(state, { type: 'error', failure }, ...effects) : step(state, ...effects);
}

/** Where cancel was pressed, with the questions that its phase had asked. */
function goOn(from: Cancelable): Step {
  const isAsking = from.phase === 'confirming' && !from.stalled;
  return isAsking ? step(from, { type: 'poll', now: false }) : step(from);
}
