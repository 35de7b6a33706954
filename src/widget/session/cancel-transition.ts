import { step, type Step } from './effects.js';
import { arrive, isSuccess } from './place.js';
import type {
  AskingCancel,
  Cancelable,
  Canceling,
  CheckoutEvent,
  CheckoutState,
  Departing,
  Failure,
  Parting,
} from './state.js';

/** True where the shopper may still turn back: not while paying, and not after having paid. */
export function isCancelable(state: CheckoutState): state is Cancelable {
  switch (state.phase) {
    case 'configuring':
    case 'misconfigured':
    case 'broken':
    case 'choosing':
      return true;
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

function cancelingStep({ from, ...state }: Canceling, event: CheckoutEvent): Step {
  switch (event.type) {
    case 'canceled': {
      if (event.url) return depart(from, event.session !== null, event.url);
      const next = event.session ? arrive(event.session) : step(from);
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
      return step({ ...state, from });
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
  return 'session' in from ? step(from, { type: 'load' }) : step(from);
}

function stay(from: Cancelable, failure: Failure | null): Step {
  return failure ? step(from, { type: 'error', failure }) : step(from);
}
