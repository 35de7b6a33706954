import { html, nothing } from 'lit';
import type { View } from './context.js';

/** A box of fixed size: the picture, over the first letter of the name for when there is none. */
export function picture(url: string | null, name: string, backend: string): View {
  const source = ownImage(url, backend);
  return html`<span class="icon" part="icon" aria-hidden="true"
    >${Array.from(name)[0]}${
      source
        ? html`<img part="picture" hidden alt="" src=${source} @error=${toggle} @load=${toggle} />`
        : nothing
    }</span
  >`;
}

/** The URL of an image that the backend serves itself; any other is not asked for. */
export function ownImage(url: string | null | undefined, backend: string): string | null {
  if (!url || !URL.canParse(url, backend)) return null;
  const image = new URL(url, backend);
  return image.origin === new URL(backend).origin ? image.href : null;
}

/** Until it is there, and when it cannot be had, the letter is seen. */
function toggle({ type, target }: Event): void {
  (target as HTMLImageElement).hidden = type === 'error';
}
