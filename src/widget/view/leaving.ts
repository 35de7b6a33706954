import { html } from 'lit';
import { enJourney } from '../locales/en-journey.js';
import type { Departing, Leaving } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import { message, quietButton } from './message.js';

/** On the way to the provider, with a way on by hand and a way back. */
export function leaving({ attempt, redirect, blocked }: Leaving, { send }: ViewContext): View {
  const name = attempt.payment_method_name;
  const label = enJourney.continueTo(name);
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
    title: blocked ? enJourney.blocked(name) : enJourney.leaving(name),
    text: blocked ? enJourney.blockedText : enJourney.leavingText,
    actions: [way, quietButton(enJourney.backToList, () => send({ type: 'back' }))],
  });
}

/** On the way back to the merchant. */
export function departing({ from, url, canceled }: Departing): View {
  // From a result there was nothing to cancel, and nothing is said about it.
  const asked = from.phase === 'choosing' || from.phase === 'broken';
  return message({
    sign: 'busy',
    part: 'departing',
    title: enJourney.departing,
    text: asked && !canceled ? enJourney.departingUnsure : enJourney.departingText,
    actions: html`<a class="pay" part="button continue" href=${url} target="_top"
      >${enJourney.continue}</a
    >`,
  });
}
