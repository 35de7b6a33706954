import { failureWords } from '../locales/words-of.js';
import type { CheckoutState } from '../session/state.js';
import type { JourneyContext } from './context.js';
import { attemptWords, hindranceWords, isFound } from './alerts.js';
import { confirmingWords } from './result.js';
import { timeWarning, unit } from './time.js';

/** What the one live region says in a state. */
export function status(state: CheckoutState, context: JourneyContext): string {
  const { strings, returnAfter, locale } = context;
  const hindered = hindranceWords(context);
  if (hindered) return hindered;
  switch (state.phase) {
    case 'choosing': {
      const { failure, session } = state;
      if (failure) return failureWords(strings, failure.code);
      const words = session.attempt && attemptWords(session.attempt, strings);
      return (
        timeWarning(context) ||
        (!isFound(state) && strings.noMatch) ||
        (words ? `${words.title} ${words.text}` : '')
      );
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
      // The time that is given, not what is left of it: that would be said every second.
      return `${strings[`${state.outcome}.title`]} ${
        returnAfter ? strings.returningIn(unit(returnAfter, 'second', locale)) : ''
      }`;
    case 'misconfigured':
    case 'broken':
      return strings.failingTitle;
    case 'departing':
      return strings.departing;
    default:
      return '';
  }
}
