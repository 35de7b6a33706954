import { html, nothing } from 'lit';
import type { PaymentMethodView } from '../../contract/payment-method.js';
import type { Choosing } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import { header } from './header.js';
import { methodRow } from './method.js';
import { formatMoney, formatNumber } from './money.js';

/** The first screen: what is paid, with what, and the button. */
export function list(state: Choosing, context: ViewContext): View {
  const { strings, locale, extras, send, phase, cancelable, oneClick } = context;
  const { session, failure, options } = state;
  const busy = state.waiting || phase !== 'choosing';
  // A code stands for one method: a second row under it could not be told apart when it is paid.
  const codes = new Set<string>();
  const methods = session.payment_methods.filter(({ code }) => !codes.has(code) && codes.add(code));
  const selected = methods.find((each) => each.code === state.method);
  const { rows, hidden } = rowsOf(methods, selected, state, context);
  // Where nothing is left to choose, the row is the pay button.
  const atOnce = (method: PaymentMethodView) =>
    oneClick && !method.can_save_card && !method.instalments?.[0] && !session.terms;
  const time = extras?.time(session, context);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // The list is locked now, which would lose the focus of whoever pressed Enter in it.
    event.submitter?.focus();
    send({ type: 'pay' });
  };
  return html`<form part="form" @submit=${submit} aria-busy=${busy}>
    <slot name="header">${header(state, context)}</slot>
    ${extras?.above(state, context)}
    <slot name="before-list"></slot>
    <fieldset part="methods" ?disabled=${busy && !oneClick}>
      <legend part="methods-heading">${strings.methods}</legend>
      ${
        methods.length < context.searchFrom
          ? nothing
          : html`<input
              type="search"
              form=""
              part="search"
              aria-label=${strings.search}
              placeholder=${strings.search}
              .value=${state.query}
              @input=${(event: Event) =>
                send({
                  type: 'edit',
                  changes: { query: (event.target as HTMLInputElement).value },
                })}
            />`
      }
      ${methods.map(
        // Each in its own place: a row that took that of another would have its radio button, too.
        (method) =>
          rows.includes(method)
            ? methodRow(method, method === selected, context, () => {
                send({ type: 'select', method: method.code });
                if (atOnce(method)) send({ type: 'pay' });
              })
            : nothing,
      )}
      ${
        hidden
          ? html`<button
              type="button"
              class="link"
              part="more"
              @click=${() => send({ type: 'edit', changes: { all: true } })}
            >
              ${strings.more(formatNumber(hidden, locale))}
            </button>`
          : nothing
      }
    </fieldset>
    <slot name="after-list"></slot>
    ${
      selected?.can_save_card
        ? html`<label class="option" part="save-card"
            ><input
              type="checkbox"
              part="checkbox"
              .checked=${options.save_card ?? false}
              ?disabled=${busy}
              @change=${(event: Event) =>
                send({
                  type: 'edit',
                  changes: {
                    options: { ...options, save_card: (event.target as HTMLInputElement).checked },
                  },
                })}
            />${strings.saveCard}</label
          >`
        : nothing
    }
    ${extras?.options(state, context)}
    ${extras ? extras.below(state, context) : failure && html`<p class="alert" part="alert">${strings.notLoaded}</p>`}
    ${
      !selected
        ? html`<slot name="empty"><p class="alert">${strings.none}</p></slot>`
        : atOnce(selected)
          ? nothing
          : html`<button class="pay" part="pay" aria-disabled=${busy}>
              ${
                busy
                  ? strings.busy
                  : strings.pay(formatMoney(selected.total, locale), selected.name)
              }
            </button>`
    }
    ${
      selected
        ? html`<p class="next" part="next">
              ${busy && atOnce(selected) ? strings.busy : strings.next}
            </p>
            ${
              time || session.due_at || isHurried(session)
                ? html`<p class="next" part="expiry">${time}</p>`
                : nothing
            }`
        : nothing
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
    ${extras?.after(state, context)}
    <slot name="footer"></slot>
  </form>`;
}

/** The rows to draw, and how many more there are. The selected one is never out of sight. */
function rowsOf(
  methods: readonly PaymentMethodView[],
  selected: PaymentMethodView | undefined,
  { query, all }: Choosing,
  { visibleMethods }: ViewContext,
) {
  const found = methods.filter((each) => each === selected || matches(each, query));
  const limit = all || query.trim() ? Infinity : visibleMethods;
  const rows = found.filter((each, at) => each === selected || at < limit);
  return { rows, hidden: found.length - rows.length };
}

/** True where the words of a search stand in the name or the description. */
export const matches = ({ name, description }: PaymentMethodView, query: string): boolean =>
  `${name} ${description ?? ''}`.toLowerCase().includes(query.trim().toLowerCase());

/** Within the hour: there will be a line about it, which keeps its place from the start. */
const isHurried = ({ expires_at: end, server_time: now }: Choosing['session']) =>
  end !== null && Date.parse(end) - Date.parse(now) <= 3_600_000;
