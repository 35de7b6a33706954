import { html } from 'lit';
import type { View, ViewContext } from './context.js';

/** The shape of the list, before it is known. */
export function skeleton({ strings, skeletonRows }: ViewContext): View {
  return html`<div class="skeleton" part="skeleton" role="img" aria-label=${strings.loading}>
    ${Array.from({ length: skeletonRows + 2 }, () => html`<i part="skeleton-row"></i>`)}
  </div>`;
}

/** Shown while the code that could say more cannot be fetched. */
export function fallback({ strings, reload }: ViewContext): View {
  return html`<div class="skeleton">
    <p class="alert" part="alert">${strings.notLoaded}</p>
    <button type="button" class="pay" part="button" @click=${reload}>${strings.retry}</button>
  </div>`;
}
