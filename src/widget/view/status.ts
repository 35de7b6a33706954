import { enJourney } from '../locales/en-journey.js';
import type { CheckoutState } from '../session/state.js';
import { attemptWords } from './alerts.js';
import { confirmingWords } from './result.js';

/** What the one live region says in a state. */
export function status(state: CheckoutState): string {
  switch (state.phase) {
    case 'choosing': {
      const { failure, session } = state;
      if (failure) return enJourney.failure(failure.code);
      const words = session.attempt && attemptWords(session.attempt);
      return words ? `${words.title} ${words.text}` : '';
    }
    case 'starting':
      return enJourney.starting(
        state.from.session.payment_methods.find(({ code }) => code === state.order.method)?.name ??
          state.order.method,
      );
    case 'leaving': {
      const name = state.attempt.payment_method_name;
      return state.blocked ? enJourney.blocked(name) : enJourney.leaving(name);
    }
    case 'canceling':
      // Elsewhere nothing is canceled: the shopper only leaves.
      return state.from.phase === 'choosing' ? enJourney.canceling : '';
    case 'confirming':
      return confirmingWords(state.session, state.stalled).title;
    case 'settled':
      return enJourney.outcomes[state.outcome].title;
    case 'misconfigured':
    case 'broken':
      return enJourney.unavailableTitle;
    case 'departing':
      return enJourney.departing;
    default:
      return '';
  }
}
