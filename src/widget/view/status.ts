import { failureWords } from '../locales/words-of.js';
import type { CheckoutState } from '../session/state.js';
import type { JourneyContext } from './context.js';
import { attemptWords, hindranceWords, isMissed } from './alerts.js';
import { confirmingWords } from './result.js';
import { timeWarning } from './time.js';

/** What the one live region says in a state. */
export function status(state: CheckoutState, context: JourneyContext): string {
  const { strings } = context;
  const hindered = hindranceWords(context);
  if (hindered) return hindered;
  switch (state.phase) {
    case 'choosing': {
      const { failure, session } = state;
      if (failure) return failureWords(strings, failure.code);
      if (isMissed(state)) return strings.noMatch;
      const words = session.attempt && attemptWords(session.attempt, strings);
      return timeWarning(context) || (words ? `${words.title} ${words.text}` : '');
    }
    case 'starting':
      return strings.starting(
        state.from.session.payment_methods.find(({ code }) => code === state.order.method)?.name ??
          state.order.method,
      );
    case 'leaving': {
      const name = state.attempt.payment_method_name;
      return state.blocked ? strings.blocked(name) : strings.leaving(name);
    }
    case 'canceling':
      // Elsewhere nothing is canceled: the shopper only leaves.
      return state.from.phase === 'choosing' ? strings.canceling : '';
    case 'confirming':
      return confirmingWords(state.session, state.stalled, strings).title;
    case 'settled':
      return strings[`${state.outcome}.title`];
    case 'misconfigured':
    case 'broken':
      return strings.failingTitle;
    case 'departing':
      return strings.departing;
    default:
      return '';
  }
}
