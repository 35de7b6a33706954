import { html } from 'hono/html';
import type { MerchantOperation, MerchantSession } from 'hpp-checkout/server';
import type { Markup } from './layout.js';
import { ACTS } from './operation-forms.js';
import { badge, price, sentence, time } from './words.js';

/** What was ordered, oldest first, and what became of it. */
export function operationLog({ id, operationLog: operations }: MerchantSession): Markup {
  if (operations.length === 0) return html`<p class="empty">${sentence('Nothing yet.')}</p>`;
  return html`<ol class="attempts">
    ${operations.map((one) => html`<li class="card">${entry(id, one)}</li>`)}
  </ol>`;
}

const entry = (sessionId: string, one: MerchantOperation): Markup =>
  html`<h3>${ACTS[one.kind].label} ${price(one.amount)} ${badge(one.state)}</h3>
    <p class="quiet">
      ${time(one.startedAt)}${one.reason === null ? '' : `: ${one.reason}`}
      ${one.why === null ? '' : html`<br />${sentence(one.why)}`}
    </p>
    ${one.state === 'unknown' ? settle(sessionId, one) : ''}`;

/** The answer was lost, and asking again could do it twice: a person has to look it up. */
const settle = (sessionId: string, { id }: MerchantOperation): Markup =>
  html`<form class="settle" method="post" action="/operator/sessions/${sessionId}/settle">
    <p>${sentence("Look it up in the provider's own books, then say what you found.")}</p>
    <input type="hidden" name="operation" value="${id}" />
    <button class="plain" name="outcome" value="done">It has happened</button>
    <button class="plain" name="outcome" value="refused">It has not happened</button>
  </form>`;
