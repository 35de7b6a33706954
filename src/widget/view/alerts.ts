import { html, nothing } from 'lit';
import type { AttemptView } from '../../contract/attempt.js';
import type { Strings } from '../locales/strings.js';
import { failureWords, reasonWords } from '../locales/words-of.js';
import type { Choosing } from '../session/state.js';
import type { JourneyContext, View } from './context.js';
import { matches } from './list.js';

/** What the shopper should know about an earlier attempt before they choose. */
export function above(state: Choosing, context: JourneyContext): unknown {
  return state.notice === 'above' ? attemptNotice(state, context) : nothing;
}

/** Failures that are the fate of the attempt: its notice would say the same in other words. */
const SAYS_IT = /^(provider_refused|provider_unavailable|navigation_refused)$/;

/** News that came while the list was shown: below it, so that nothing in it moves. */
export function below(state: Choosing, context: JourneyContext): unknown {
  const { strings } = context;
  const { failure, notice } = state;
  return [
    hindrance(context),
    isFound(state) ? nothing : html`<p class="alert live" part="alert">${strings.noMatch}</p>`,
    notice === 'below' && !(failure && SAYS_IT.test(failure.code))
      ? attemptNotice(state, context)
      : nothing,
    failure
      ? html`<div class="alert" part="alert" id="failure">
          <p>${failureWords(strings, failure.code)}</p>
          ${
            failure.requestId
              ? html`<small part="note">${strings.requestId(failure.requestId)}</small>`
              : nothing
          }
        </div>`
      : nothing,
  ];
}

/** False where a search found nothing: all that is shown then is what was selected before. */
export const isFound = ({ query, session }: Choosing): boolean =>
  !query || session.payment_methods.some((each) => matches(each, query));

/** What keeps the page waiting: no connection, or a backend that takes its time. */
export function hindrance(context: JourneyContext): unknown {
  const words = hindranceWords(context);
  if (!words) return nothing;
  return html`<p class="alert wait" part=${context.online ? 'alert slow' : 'alert offline'}>
    ${words}
  </p>`;
}

export function hindranceWords({ strings, online, slow }: JourneyContext): string {
  return online ? (slow ? strings[`slow.${slow}`] : '') : strings.offline;
}

function attemptNotice(
  { session: { attempt } }: Choosing,
  { send, strings }: JourneyContext,
): View | null {
  const words = attempt && attemptWords(attempt, strings);
  if (!words) return null;
  return html`<div class="alert ${words.live ? 'live' : ''}" part="alert">
    <p><strong>${words.title}</strong> ${words.text}</p>
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
                ? strings.continueAt(attempt.payment_method_name)
                : strings.check
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
export function attemptWords(attempt: AttemptView, strings: Strings): AttemptWords | null {
  const name = attempt.payment_method_name;
  switch (attempt.state) {
    case 'starting':
    case 'redirected':
    case 'returned':
      return attempt.state === 'returned' || attempt.returned_at
        ? { title: strings.unconfirmed(name), text: strings.warningText, live: 'check' }
        : { title: strings.underWay(name), text: strings.underWayText, live: 'continue' };
    case 'failed': {
      const reason = reasonWords(strings, attempt.failure_reason);
      // What broke down may have charged them all the same: nobody knows yet.
      const known = attempt.failure_reason !== 'provider_error';
      const next = known ? strings.notCharged : strings.again;
      const text = reason ? `${reason} ${next}` : next;
      const title = attempt.failure_reason === 'provider_refused' ? 'notStarted' : 'declined';
      return { title: strings[title](name), text };
    }
    case 'canceled':
      return { title: strings.attemptCanceled(name), text: strings.again };
    case 'expired':
      return { title: strings.attemptExpired(name), text: strings.again };
    default:
      return null;
  }
}
