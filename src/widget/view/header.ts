import { html, nothing } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { View, ViewContext } from './context.js';
import { formatMoney } from './money.js';

/** Who is paid, how much, and for what. */
export function header(session: PaymentSessionView, context: ViewContext): View {
  const { strings, locale, extras } = context;
  const { merchant_name: merchant, reference, description, items, subtotal } = session.order;
  const about = reference ? strings.order(reference) : description;
  return html`<header part="header">
    <h2 part="heading" tabindex="-1">
      <small part="amount-label">${merchant ?? strings.amount}</small>
      <bdi class="amount" part="amount">${formatMoney(session.amount, locale)}</bdi>
    </h2>
    ${
      items[0] || subtotal
        ? html`<details part="summary">
            <summary part="about">${about ?? strings.details}</summary>
            ${extras?.summary(session, context)}
          </details>`
        : html`<p part="about">${about ?? nothing}</p>`
    }
  </header>`;
}
