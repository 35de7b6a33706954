import { html } from 'hono/html';
import type { MerchantAttempt, MerchantSession, SessionEvent } from 'hpp-checkout/server';
import type { Markup } from './layout.js';
import { eventLog } from './event-log.js';
import { operationForms, type Draft } from './operation-forms.js';
import { operationLog } from './operation-log.js';
import type { Told } from './told.js';
import { badge, price, sentence, time, words } from './words.js';

export interface SessionContent {
  readonly session: MerchantSession;
  readonly events: readonly SessionEvent[];
  readonly told: Told | null;
  /** A form that has to be looked at again. */
  readonly draft: Draft | null;
}

export function sessionPage({ session, events, told, draft }: SessionContent): Markup {
  return html`<p><a href="/operator">All payments</a></p>
    <h1>${session.reference ?? 'Payment'} ${badge(session.state)}</h1>
    ${told === null ? '' : notice(told)} ${reviews(session)} ${facts(session)}
    <h2>What can be done</h2>
    ${operationForms(session, draft)}
    <h2>What was ordered</h2>
    ${operationLog(session)}
    <h2>Attempts</h2>
    ${
      session.attempts.length === 0
        ? html`<p class="empty">${sentence('Nobody has tried to pay.')}</p>`
        : html`<ol class="attempts">
            ${session.attempts.map(
              (one, index) => html`<li class="card">${attempt(one, index + 1)}</li>`,
            )}
          </ol>`
    }
    <h2>Event log</h2>
    ${eventLog(events, session.attempts)}`;
}

const notice = ({ tone, text }: Told): Markup =>
  html`<p class="say ${tone}" role="${tone === 'bad' ? 'alert' : 'status'}">${sentence(text)}</p>`;

const reviews = ({ reviews: all }: MerchantSession): readonly Markup[] =>
  all.map(
    ({ reason, detail, since }) =>
      html`<p class="say bad">
        <strong>Look at this: ${words(reason)}.</strong> ${sentence(detail)} Since ${time(since)}.
      </p>`,
  );

const fact = (name: string, value: Markup | string | null): Markup =>
  value === null || value === ''
    ? html``
    : html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;

const money = (amount: MerchantSession['amount'] | null): Markup | null =>
  amount === null ? null : price(amount);

function facts(session: MerchantSession): Markup {
  return html`<dl class="card facts">
    ${fact('Amount', price(session.amount))} ${fact('Captured', money(session.capturedAmount))}
    ${fact('Given back', money(session.refundedAmount))} ${fact('Created', time(session.createdAt))}
    ${fact('Open until', session.expiresAt === null ? null : time(session.expiresAt))}
    ${fact('Session', html`<code>${session.id}</code>`)}
  </dl>`;
}

function attempt(one: MerchantAttempt, ordinal: number): Markup {
  return html`<h3>
      ${sentence(`${ordinal}. ${one.gateway}: ${words(one.methodCode)}`)} ${badge(one.state)}
    </h3>
    <dl class="facts">
      ${fact('Amount', price(one.amount))} ${fact('Reference at the provider', one.reference)}
      ${fact('Transaction', one.transactionId)} ${fact('Begun', time(one.startedAt))}
      ${fact('Ended', one.endedAt === null ? null : time(one.endedAt))}
      ${fact('Capture until', one.captureBefore === null ? null : time(one.captureBefore))}
      ${fact('Stored method', one.storedMethod === null ? null : (one.storedMethod.label ?? 'yes'))}
      ${fact('Why not', one.failureReason === null ? null : words(one.failureReason))}
      ${fact('Late', one.late ? 'paid after it had ended' : null)}
      ${fact('Second charge', one.reversal === null ? null : `given back: ${one.reversal}`)}
    </dl>`;
}
