import { html, nothing } from 'lit';
import type { PaymentMethodView } from '../../contract/payment-method.js';
import type { View, ViewContext } from './context.js';
import { formatMoney, isZero } from './money.js';
import { picture } from './picture.js';

/** One row of the list. */
export function methodRow(
  method: PaymentMethodView,
  selected: boolean,
  context: ViewContext,
): View {
  const { strings, locale, backend, send } = context;
  const reason = method.unavailable_reason;
  const note = reason ? strings[`unavailable.${reason}`] : method.description;
  const fee = method.fee && !isZero(method.fee) ? method.fee : null;
  return html`<label class="method" part=${selected ? 'method selected' : 'method'}>
    <input
      type="radio"
      part="radio"
      name="method"
      .checked=${selected}
      ?disabled=${Boolean(reason)}
      @change=${() => send({ type: 'select', method: method.code })}
    />
    ${picture(method.icon, method.name, backend)}
    <span class="words">
      <span class="name" part="method-name"
        ><bdi>${method.name}</bdi> ${
          method.sandbox ? html`<span class="badge" part="badge">${strings.test}</span>` : nothing
        }${note ? html`<small part="method-note"><bdi>${note}</bdi></small>` : nothing}</span
      >
      <span class="total" part="method-total"
        ><bdi>${formatMoney(method.total, locale)}</bdi>${
          fee
            ? html`<small part="fee"
                ><bdi
                  >${method.fee_description ?? strings.fee(formatMoney(fee, locale))}</bdi
                ></small
              >`
            : nothing
        }</span
      ></span
    >
  </label>`;
}
