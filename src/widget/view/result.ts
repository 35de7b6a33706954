import { html, nothing } from 'lit';
import { sameMoney } from '../../contract/money.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { enJourney, type Words } from '../locales/en-journey.js';
import type { Confirming, Outcome, Settled } from '../session/state.js';
import type { View, ViewContext } from './context.js';
import type { Sign } from './icons.js';
import { mainButton, message, quietButton } from './message.js';
import { formatMoney } from './money.js';
import { wayBack } from './trouble.js';

/** The truth is not known yet. */
export function confirming({ session, stalled, another }: Confirming, context: ViewContext): View {
  const { send } = context;
  const { review, cancel_url, order, attempt } = session;
  const quoted = order.reference ?? attempt?.id;
  const isLong = stalled || review;
  return message({
    sign: isLong ? 'wait' : 'busy',
    part: 'confirming',
    ...confirmingWords(session, stalled),
    body: receipt(session, context),
    actions: isLong
      ? [
          stalled ? mainButton(enJourney.check, () => send({ type: 'check' })) : nothing,
          another
            ? quietButton(enJourney.anotherWay, () => send({ type: 'pay_another_way' }))
            : nothing,
          wayBack(context, cancel_url) ?? nothing,
        ]
      : undefined,
    note: isLong && quoted ? enJourney.quote(quoted) : undefined,
  });
}

/** A question that a person has to answer takes longer than the page can wait. */
export function confirmingWords({ review }: PaymentSessionView, stalled: boolean): Words {
  if (review) return enJourney.review;
  return stalled ? enJourney.stalled : enJourney.confirming;
}

const SIGNS: Readonly<Record<Outcome, Sign>> = {
  paid: 'done',
  authorized: 'done',
  cod: 'done',
  refunded: 'back',
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
    text: [outcome === 'failed' && whyFailed(session), enJourney.outcomes[outcome].text]
      .filter(Boolean)
      .join(' '),
    body: receipt(session, context),
    actions: over ? undefined : (wayBack(context, session.cancel_url) ?? undefined),
  });
}

function whyFailed({ attempt }: PaymentSessionView): string {
  return attempt?.failure_reason ? enJourney.reasons[attempt.failure_reason] : '';
}

/** What was paid, for which order, and with what. */
function receipt(session: PaymentSessionView, { locale }: ViewContext): View {
  const { amount, captured_amount: captured, refunded_amount: refunded } = session;
  const { order, attempt, state } = session;
  // Less than the order: a merchant may charge it in part.
  const charged = captured && !sameMoney(captured, amount) ? captured : null;
  const rows = [
    [enJourney.amount, formatMoney(amount, locale)],
    [enJourney.chargedAmount, charged && formatMoney(charged, locale)],
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
