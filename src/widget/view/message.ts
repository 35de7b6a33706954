import { html, nothing } from 'lit';
import type { View } from './context.js';
import { shapeOf, type Sign } from './icons.js';

/** A screen with a sign, a heading, a sentence, and what the shopper can do. */
export interface Message {
  readonly sign: Sign;
  readonly title: string;
  readonly text: string;
  /** The name of the screen as a part. */
  readonly part: string;
  readonly note?: string | undefined;
  readonly body?: unknown;
  readonly actions?: unknown;
}

export function message({ sign, title, text, part, note, body, actions }: Message): View {
  return html`<section class="message ${sign}" part="message ${part}">
    <svg viewBox="0 0 24 24" aria-hidden="true" part="sign">${shapeOf(sign)}</svg>
    <h2 part="heading" tabindex="-1">${title}</h2>
    <p part="text">${text}</p>
    ${body}${actions ? html`<div class="actions" part="actions">${actions}</div>` : nothing}
    ${note ? html`<p class="note" part="note">${note}</p>` : nothing}
  </section>`;
}

/** The action that most shoppers want. */
export function mainButton(label: string, act: () => void): View {
  return html`<button type="button" class="pay" part="button" @click=${act}>${label}</button>`;
}

export function quietButton(label: string, act: () => void): View {
  return html`<button type="button" class="link" part="button link" @click=${act}>
    ${label}
  </button>`;
}
