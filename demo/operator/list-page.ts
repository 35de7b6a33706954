import { html } from 'hono/html';
import type { MerchantSession } from 'hpp-checkout/server';
import type { Markup } from './layout.js';
import { badge, price, sentence, time, words } from './words.js';

/** The states by which the list can be narrowed. */
export const STATES = [
  'created',
  'pending',
  'attempted',
  'authorized',
  'paid',
  'cod',
  'failed',
  'canceled',
  'expired',
  'invalided',
  'refunded',
] as const satisfies readonly MerchantSession['state'][];

export interface ListContent {
  readonly sessions: readonly MerchantSession[];
  /** The state that is shown; null for all of them. */
  readonly state: MerchantSession['state'] | null;
  /** Where the older ones begin; null where there are none. */
  readonly next: string | null;
  /** False on the first page. */
  readonly paged: boolean;
}

export function listPage({ sessions, state, next, paged }: ListContent): Markup {
  return html`<h1>Payments</h1>
    ${filter(state)}
    ${
      sessions.length === 0
        ? html`<p class="empty">
            ${sentence(state === null ? 'No order yet.' : `Nothing is ${state}.`)}
          </p>`
        : html`<ul class="orders">
            ${sessions.map((session) => html`<li>${row(session)}</li>`)}
          </ul>`
    }
    <nav class="pages" aria-label="Pages">
      ${paged ? html`<a href="/operator${query({ state })}">Newest</a>` : html`<span></span>`}
      ${next === null ? '' : html`<a href="/operator${query({ state, after: next })}">Older</a>`}
    </nav>`;
}

const filter = (state: ListContent['state']): Markup =>
  html`<form class="filter" action="/operator">
    <label class="field"
      >State
      <select name="state">
        <option value="">All</option>
        ${STATES.map(
          (each) =>
            html`<option value="${each}" ${each === state ? 'selected' : ''}>
              ${words(each)}
            </option>`,
        )}
      </select></label
    >
    <button class="plain">Show</button>
  </form>`;

function row(session: MerchantSession): Markup {
  const { id, reference, state, amount, refundedAmount, createdAt, attempts, review } = session;
  const gateways = [...new Set(attempts.map(({ gateway }) => gateway))];
  return html`<a href="/operator/sessions/${id}">
    <span>${badge(state)}</span>
    <strong>${reference ?? 'Without a reference'}</strong>
    <span class="by"
      >${gateways.length === 0 ? 'not begun' : gateways.join(', ')}
      ${review === null ? '' : badge('review')}
      ${refundedAmount === null ? '' : html`· ${price(refundedAmount)} given back`}<br />${time(createdAt)}</span
    >
    ${price(amount)}
  </a>`;
}

function query(parameters: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parameters).filter(
    (each): each is [string, string] => each[1] !== null,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
