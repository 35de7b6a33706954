import { html } from 'hono/html';
import type { MerchantSession } from 'hpp-checkout/server';
import type { Markup } from './layout.js';

type Money = MerchantSession['amount'];

/** An amount as it crossed the wire: no rounding, no guess about its decimals. */
export const price = ({ value, currency }: Money): Markup =>
  html`<bdi class="price">${value} ${currency}</bdi>`;

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

export const time = (instant: string): Markup =>
  html`<time datetime="${instant}" dir="ltr">${FORMAT.format(new Date(instant))} UTC</time>`;

/** `refund_requested` as a person writes it. */
export const words = (code: string): string => code.replaceAll(/[._]/g, ' ');

/** An English sentence that keeps its full stop at its end in a page from right to left. */
export const sentence = (text: string): Markup => html`<bdi>${text}</bdi>`;

/** What a state means for the shop: money is there, on its way, gone back, or was never taken. */
const TONES: Readonly<Record<string, string>> = {
  paid: 'good',
  cod: 'good',
  authorized: 'good',
  done: 'good',
  pending: 'waiting',
  created: 'waiting',
  queued: 'waiting',
  started: 'waiting',
  refunded: 'back',
  failed: 'bad',
  invalided: 'bad',
  refused: 'bad',
  unknown: 'bad',
};

export const badge = (state: string): Markup =>
  html`<span class="badge ${TONES[state] ?? 'quiet'}">${words(state)}</span>`;
