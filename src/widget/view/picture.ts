import { html, nothing } from 'lit';
import type { View } from './context.js';

/** A box of fixed size: the picture, over the first letter of the name for when there is none. */
export function picture(url: string | null, name: string, backend: string): View {
  const source = ownImage(url, backend);
  return html`<span class="icon" part="icon" aria-hidden="true"
    >${Array.from(name)[0]}${
      source ? html`<img alt="" src=${source} @error=${hide} @load=${show} />` : nothing
    }</span
  >`;
}

/** The URL of an image that the backend serves itself; any other is not asked for. */
function ownImage(url: string | null, backend: string): string | null {
  if (!url || !URL.canParse(url, backend)) return null;
  const image = new URL(url, backend);
  return image.origin === new URL(backend).origin ? image.href : null;
}

const hide = (event: Event) => toggle(event, true);
const show = (event: Event) => toggle(event, false);

function toggle(event: Event, hidden: boolean): void {
  (event.currentTarget as HTMLImageElement).hidden = hidden;
}
