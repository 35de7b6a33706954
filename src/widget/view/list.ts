import { html, nothing } from 'lit';
import type { Choosing } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import { header } from './header.js';
import { methodRow } from './method.js';
import { formatMoney } from './money.js';

/** The first screen: what is paid, with what, and the button. */
export function list(state: Choosing, context: ViewContext): View {
  const { strings, locale, extras, send, phase, cancelable } = context;
  const { session, failure } = state;
  // A code stands for one method: a second row under it could not be told apart when it is paid.
  const find = (code: string | null) => session.payment_methods.find((each) => each.code === code);
  const methods = session.payment_methods.filter((each) => each === find(each.code));
  const busy = state.waiting || phase !== 'choosing';
  const selected = find(state.method);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // The list is locked now, which would lose the focus of whoever pressed Enter in it.
    event.submitter?.focus();
    send({ type: 'pay' });
  };
  return html`<form part="form" @submit=${submit} aria-busy=${busy}>
    ${header(session, context)} ${extras?.above(state, context)}
    <fieldset part="methods" ?disabled=${busy}>
      <legend part="methods-heading">${strings.methods}</legend>
      ${methods.map((method) => methodRow(method, method === selected, context))}
    </fieldset>
    ${
      selected?.can_save_card
        ? html`<label class="option" part="save-card"
            ><input
              type="checkbox"
              part="checkbox"
              .checked=${state.saveCard}
              ?disabled=${busy}
              @change=${(event: Event) =>
                send({ type: 'save_card', on: (event.target as HTMLInputElement).checked })}
            />${strings.saveCard}</label
          >`
        : nothing
    }
    ${extras ? extras.below(state, context) : failure && html`<p class="alert" part="alert">${strings.notLoaded}</p>`}
    ${
      selected
        ? html`<button class="pay" part="pay" aria-disabled=${busy}>
              ${
                phase === 'starting' || state.waiting
                  ? strings.busy
                  : strings.pay(formatMoney(selected.total, locale), selected.name)
              }
            </button>
            <p class="next" part="next">${strings.next}</p>`
        : html`<p class="alert" part="alert">${strings.none}</p>`
    }
    ${
      session.cancel_url || cancelable
        ? html`<button
            type="button"
            class="link"
            part="cancel"
            aria-disabled=${busy}
            @click=${() => send({ type: 'cancel' })}
          >
            ${strings.cancel}
          </button>`
        : nothing
    }
  </form>`;
}
