import { html, nothing } from 'lit';
import { sameMoney } from '../../contract/money.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { Strings } from '../locales/strings.js';
import { reasonWords, wordsOf, type Words } from '../locales/words-of.js';
import type { Confirming, Outcome, Settled } from '../session/state.js';
import { attachment } from './after.js';
import { hindrance } from './alerts.js';
import type { JourneyContext, View } from './context.js';
import type { Sign } from './icons.js';
import { mainButton, message, quietButton } from './message.js';
import { formatMoney } from './money.js';
import { unit } from './time.js';
import { wayBack } from './trouble.js';

/** The truth is not known yet. */
export function confirming(
  { session, stalled, another }: Confirming,
  context: JourneyContext,
): View {
  const { send, strings } = context;
  const { review, cancel_url, order, attempt } = session;
  const quoted = order.reference ?? attempt?.id;
  const isLong = stalled || review;
  return message({
    sign: isLong ? 'wait' : 'busy',
    part: 'confirming',
    ...confirmingWords(session, stalled, strings),
    body: [hindrance(context), receipt(session, context), html`<slot name="confirming"></slot>`],
    actions: isLong
      ? [
          stalled ? mainButton(strings.check, () => send({ type: 'check' })) : nothing,
          another
            ? quietButton(strings.anotherWay, () => send({ type: 'pay_another_way' }))
            : nothing,
          wayBack(context, cancel_url),
        ]
      : undefined,
    note: isLong && quoted ? strings.quote(quoted) : undefined,
  });
}

/** A question that a person has to answer takes longer than the page can wait. */
export function confirmingWords(
  { review }: PaymentSessionView,
  stalled: boolean,
  strings: Strings,
): Words {
  if (review) return { title: strings['confirming.title'], text: strings['review.text'] };
  return wordsOf(strings, stalled ? 'stalled' : 'confirming');
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
export function settled({ session, outcome }: Settled, context: JourneyContext): View {
  const { title, text } = wordsOf(context.strings, outcome);
  const why = reasonWords(context.strings, session.attempt?.failure_reason ?? null);
  const sign = SIGNS[outcome];
  const over = sign === 'done' || outcome === 'refunded';
  const { strings, goBack, returningIn, startAgain, stay, locale } = context;
  return message({
    sign,
    part: outcome,
    title,
    text: outcome === 'failed' && why ? `${why} ${text}` : text,
    body: [
      receipt(session, context),
      attachment(session, context),
      html`<slot name=${outcome}></slot>`,
    ],
    actions: over
      ? goBack && [
          mainButton(strings.backToShop, goBack),
          returningIn === null
            ? nothing
            : html`<p part="return">${strings.returningIn(unit(returningIn, 'second', locale))}</p>
                ${quietButton(strings.stay, stay)}`,
        ]
      : [
          startAgain
            ? mainButton(strings.startAgain, () => {
                startAgain(outcome);
              })
            : nothing,
          wayBack(context, session.cancel_url),
        ],
  });
}

/** What was paid, for which order, and with what. */
function receipt(session: PaymentSessionView, { locale, strings }: JourneyContext): View {
  const { amount, captured_amount: captured, refunded_amount: refunded } = session;
  const { order, attempt, state } = session;
  // Less than the order: a merchant may charge it in part.
  const charged = captured && !sameMoney(captured, amount) ? captured : null;
  const rows = [
    [strings['receipt.amount'], formatMoney(attempt?.total ?? amount, locale)],
    [strings['receipt.charged'], charged && formatMoney(charged, locale)],
    [strings['receipt.refunded'], refunded && formatMoney(refunded, locale)],
    [strings['receipt.order'], order.reference],
    [strings['receipt.method'], state === 'cod' ? null : attempt?.payment_method_name],
  ] as const;
  return html`<dl class="receipt" part="receipt">
    ${rows.map(([name, value]) =>
      value
        ? html`<div part="line">
            <dt part="label">${name}</dt>
            <dd part="value"><bdi>${value}</bdi></dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}
