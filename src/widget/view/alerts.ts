import { html, nothing } from 'lit';
import type { AttemptView } from '../../contract/attempt.js';
import { enJourney } from '../locales/en-journey.js';
import type { Choosing } from '../session/state.js';
import type { View, ViewContext } from './context.js';

/** What the shopper should know about an earlier attempt before they choose. */
export function above(state: Choosing, context: ViewContext): unknown {
  return state.notice === 'above' ? attemptNotice(state, context) : nothing;
}

/** Failures that are the fate of the attempt: its notice would say the same in other words. */
const SAYS_IT = /^(provider_refused|provider_unavailable|navigation_refused)$/;

/** News that came while the list was shown: below it, so that nothing in it moves. */
export function below(state: Choosing, context: ViewContext): unknown {
  const { failure, notice } = state;
  return [
    notice === 'below' && !(failure && SAYS_IT.test(failure.code))
      ? attemptNotice(state, context)
      : nothing,
    failure
      ? html`<div class="alert" part="alert">
          <p><bdi>${enJourney.failure(failure.code)}</bdi></p>
          ${
            failure.requestId
              ? html`<small>${enJourney.requestId(failure.requestId)}</small>`
              : nothing
          }
        </div>`
      : nothing,
  ];
}

function attemptNotice({ session: { attempt } }: Choosing, { send }: ViewContext): View | null {
  const words = attempt && attemptWords(attempt);
  if (!words) return null;
  return html`<div class="alert ${words.live ? 'live' : ''}" part="alert">
    <p>
      <bdi><strong>${words.title}</strong> ${words.text}</bdi>
    </p>
    ${
      words.live
        ? html`<button
            type="button"
            class="pay quiet"
            part="button continue"
            @click=${() => send({ type: words.live === 'continue' ? 'continue' : 'check' })}
          >
            ${
              words.live === 'continue'
                ? enJourney.continueAt(attempt.payment_method_name)
                : enJourney.check
            }
          </button>`
        : nothing
    }
  </div>`;
}

interface AttemptWords {
  readonly title: string;
  readonly text: string;
  /** What the shopper can do about an attempt that is not over. */
  readonly live?: 'continue' | 'check';
}

/** The words for an attempt, when there is something to say about it. */
export function attemptWords(attempt: AttemptView): AttemptWords | null {
  const name = attempt.payment_method_name;
  switch (attempt.state) {
    case 'starting':
    case 'redirected':
    case 'returned':
      return attempt.state === 'returned' || attempt.returned_at
        ? { title: enJourney.unconfirmed(name), text: enJourney.warningText, live: 'check' }
        : { title: enJourney.underWay(name), text: enJourney.underWayText, live: 'continue' };
    case 'failed': {
      const reason = attempt.failure_reason && enJourney.reasons[attempt.failure_reason];
      // What broke down may have charged them all the same: nobody knows yet.
      const known = attempt.failure_reason !== 'provider_error';
      const next = known ? enJourney.notCharged : enJourney.again;
      const text = reason ? `${reason} ${next}` : next;
      const title = attempt.failure_reason === 'provider_refused' ? 'notStarted' : 'declined';
      return { title: enJourney[title](name), text };
    }
    case 'canceled':
      return { title: enJourney.attemptCanceled(name), text: enJourney.again };
    case 'expired':
      return { title: enJourney.attemptExpired(name), text: enJourney.again };
    default:
      return null;
  }
}
