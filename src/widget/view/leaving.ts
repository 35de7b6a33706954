import { html } from 'lit';
import type { Departing, Leaving } from '../session/state.js';
import type { JourneyContext, View } from './context.js';
import { message, quietButton } from './message.js';

/** On the way to the provider, with a way on by hand and a way back. */
export function leaving(
  { attempt, redirect, blocked }: Leaving,
  { send, strings }: JourneyContext,
): View {
  const name = attempt.payment_method_name;
  const label = strings.continueTo(name);
  // Into the top window: a framed page must not open the provider inside its frame.
  const way =
    redirect.method === 'GET'
      ? html`<a class="pay" part="button continue" href=${redirect.url} target="_top">${label}</a>`
      : html`<form
          part="continue-form"
          method="post"
          action=${redirect.url}
          target="_top"
          accept-charset="utf-8"
        >
          ${Object.entries(redirect.fields).map(
            ([field, value]) => html`<input type="hidden" name=${field} .value=${value} />`,
          )}
          <button class="pay" part="button continue">${label}</button>
        </form>`;
  return message({
    sign: blocked ? 'info' : 'busy',
    part: 'leaving',
    title: blocked ? strings.blocked(name) : strings.leaving(name),
    text: blocked ? strings.blockedText : strings.leavingText,
    actions: [way, quietButton(strings.backToList, () => send({ type: 'back' }))],
  });
}

/** On the way back to the merchant. */
export function departing({ from, url, canceled }: Departing, { strings }: JourneyContext): View {
  // From a result there was nothing to cancel, and nothing is said about it.
  const asked = from.phase === 'choosing' || from.phase === 'broken';
  return message({
    sign: 'busy',
    part: 'departing',
    title: strings.departing,
    text: [asked && !canceled && strings.cancelUnreachable, strings.departingText]
      .filter(Boolean)
      .join(' '),
    actions: html`<a class="pay" part="button continue" href=${url} target="_top"
      >${strings.continue}</a
    >`,
  });
}
