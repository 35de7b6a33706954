import { html, nothing } from 'lit';
import type { PaymentMethodView } from '../../contract/payment-method.js';
import type { FirstStrings } from '../locales/en.js';
import type { View, ViewContext } from './context.js';
import { formatMoney, isZero } from './money.js';
import { picture } from './picture.js';

/** One row of the list: a choice, or a button where a click pays at once. */
export function methodRow(
  method: PaymentMethodView,
  selected: boolean,
  context: ViewContext,
  pick: () => void,
): View {
  const { strings, locale, backend, oneClick } = context;
  const { unavailable_reason: reason, promo_label: promo } = method;
  const note = reason ? reasonNote(method, strings, locale) : method.description;
  const fee = method.fee && !isZero(method.fee) ? method.fee : null;
  const part = selected ? 'method selected' : 'method';
  const content = html`${picture(method.icon, method.name, backend)}
    <span class="words">
      <span class="name" part="method-name"
        ><bdi>${method.name}</bdi>
        ${method.recommended ? badge(strings.recommended, 'recommended', 'offer') : nothing}
        ${promo ? badge(promo, 'offer', 'offer') : nothing}
        ${method.sandbox ? badge(strings.test, 'badge') : nothing}${
          note ? html`<small part="method-note"><bdi>${note}</bdi></small>` : nothing
        }</span
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
    >`;
  return oneClick
    ? html`<button
        type="button"
        class="method"
        part=${part}
        ?disabled=${Boolean(reason)}
        @click=${pick}
      >
        ${content}
      </button>`
    : html`<label class="method" part=${part}>
        <input
          type="radio"
          part="radio"
          name="method"
          .checked=${selected}
          ?disabled=${Boolean(reason)}
          @change=${pick}
        />
        ${content}
      </label>`;
}

const badge = (words: string, part: string, kind = '') =>
  html`<span class="badge ${kind}" part=${part}><bdi>${words}</bdi></span> `;

/** Why a method cannot be used: with the bound that the amount is out of, where it is known. */
function reasonNote(
  { unavailable_reason: reason, min_amount: min, max_amount: max }: PaymentMethodView,
  strings: FirstStrings,
  locale: string,
): string {
  if (reason === 'amount_too_low' && min) return strings.from(formatMoney(min, locale));
  if (reason === 'amount_too_high' && max) return strings.upTo(formatMoney(max, locale));
  return reason ? strings[`unavailable.${reason}`] : '';
}
