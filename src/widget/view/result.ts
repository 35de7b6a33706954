import { html, nothing } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { enJourney } from '../locales/en-journey.js';
import type { Confirming, Outcome, Settled } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import type { Sign } from './icons.js';
import { mainButton, message } from './message.js';
import { formatMoney } from './money.js';
import { wayBack } from './trouble.js';

/** The truth is not known yet. */
export function confirming({ session, stalled }: Confirming, context: ViewContext): View {
  return message({
    sign: stalled ? 'wait' : 'busy',
    part: 'confirming',
    title: stalled ? enJourney.stalled : enJourney.confirming,
    text: stalled ? enJourney.stalledText : enJourney.confirmingText,
    body: receipt(session, context),
    actions: stalled
      ? mainButton(enJourney.check, () => context.send({ type: 'check' }))
      : undefined,
  });
}

const SIGNS: Readonly<Record<Outcome, Sign>> = {
  paid: 'done',
  authorized: 'done',
  cod: 'done',
  refunded: 'info',
  failed: 'wrong',
  canceled: 'info',
  expired: 'wait',
  invalided: 'info',
};

/** How it ended, as the backend states it. */
export function settled({ session, outcome }: Settled, context: ViewContext): View {
  const sign = SIGNS[outcome];
  const over = sign === 'done' || outcome === 'refunded';
  return message({
    sign,
    part: outcome,
    ...enJourney.outcomes[outcome],
    body: receipt(session, context),
    actions: over ? undefined : (wayBack(context, session.cancel_url) ?? undefined),
  });
}

/** What was paid, for which order, and with what. */
function receipt(session: PaymentSessionView, { locale }: ViewContext): View {
  const { amount, refunded_amount: refunded, order, attempt, state } = session;
  const rows = [
    [enJourney.amount, formatMoney(amount, locale)],
    [enJourney.refundedAmount, refunded && formatMoney(refunded, locale)],
    [enJourney.order, order.reference],
    [enJourney.method, state === 'cod' ? null : attempt?.payment_method_name],
  ] as const;
  return html`<dl class="receipt" part="receipt">
    ${rows.map(([name, value]) =>
      value
        ? html`<div>
            <dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}
