import { html, nothing } from 'lit';
import type { Choosing } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import { formatMoney } from './money.js';
import { picture } from './picture.js';

/** Who is paid, how much, and for what. */
export function header(state: Choosing, context: ViewContext): View {
  const { strings, locale, extras, backend } = context;
  const { session } = state;
  const { merchant_name: merchant, merchant_logo: logo, reference, description } = session.order;
  const { items, subtotal } = session.order;
  const about = reference ? strings.order(reference) : description;
  return html`<header part="header">
    ${logo ? picture(logo, merchant ?? '', backend) : nothing}
    <h2 part="heading" tabindex="-1">
      <small part="amount-label">${merchant ?? strings.amount}</small>
      <bdi class="amount" part="amount">${formatMoney(session.amount, locale)}</bdi>
    </h2>
    <slot name="summary"
      >${
        items[0] || subtotal
          ? html`<details part="summary">
              <summary part="about">${about ?? strings.details}</summary>
              ${extras?.summary(state, context)}
            </details>`
          : html`<p part="about">${about ?? nothing}</p>`
      }</slot
    >
  </header>`;
}
