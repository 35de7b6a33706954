import { html, nothing } from 'lit';
import { chosenPlan, type InstalmentPlan } from '../../contract/payment-method.js';
import type { Terms } from '../../contract/payment-session.js';
import type { Choosing } from '../session/state.js';
import type { JourneyContext, View } from './context.js';
import { formatMoney, formatNumber } from './money.js';

/** What the shopper chooses beside the method: in how many parts, and that they accept the terms. */
export function options(state: Choosing, context: JourneyContext): unknown {
  const { send, phase } = context;
  const { session, options: chosen, method: code } = state;
  const method = session.payment_methods.find((each) => each.code === code);
  if (!method) return nothing;
  const busy = state.waiting || phase !== 'choosing';
  const edit = (changes: Choosing['options']) => {
    send({ type: 'edit', changes: { options: { ...chosen, ...changes }, failure: null } });
  };
  const { instalments = [] } = method;
  const { terms } = session;
  return [
    instalments[0]
      ? html`<label class="option" part="instalments"
          >${context.strings.instalments}<select
            ?disabled=${busy}
            @change=${(event: Event) =>
              edit({ instalments: Number((event.target as HTMLSelectElement).value) })}
          >
            ${instalments.map(
              (plan) =>
                html`<option
                  value=${plan.count}
                  .selected=${plan === chosenPlan(method, chosen.instalments)}
                >
                  ${planWords(plan, context)}
                </option>`,
            )}
          </select></label
        >`
      : nothing,
    terms
      ? html`<div class="option" part="terms">
          <input
            id="terms"
            type="checkbox"
            part="checkbox"
            aria-required="true"
            aria-invalid=${state.failure?.code === 'terms_not_accepted'}
            aria-describedby="failure"
            .checked=${chosen.terms_accepted ?? false}
            ?disabled=${busy}
            @change=${(event: Event) =>
              edit({ terms_accepted: (event.target as HTMLInputElement).checked })}
          />${termsLabel(terms, context)}
        </div>`
      : nothing,
  ];
}

/** The label and the link side by side: a link inside a label would be hard to press. */
function termsLabel({ name, url }: Terms, { strings, isAllowed }: JourneyContext): View {
  const words = name ?? strings.terms;
  return html`<span
    ><label for="terms">${strings.accept(words)}</label> ${
      isAllowed(url)
        ? html`<a part="terms-link" href=${url} target="_blank" rel="noopener"
            >${strings.read(words)}</a
          >`
        : nothing
    }</span
  >`;
}

function planWords({ count, amount }: InstalmentPlan, { strings, locale }: JourneyContext): string {
  const number = formatNumber(count, locale);
  return amount ? strings.plan(number, formatMoney(amount, locale)) : strings.planOnly(number);
}
