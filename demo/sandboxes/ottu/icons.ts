import { html } from 'hono/html';
import type { Markup } from '../kit/page.js';
import type { OttuGateway } from './gateways.js';

/** A wordmark on the method's color: not the scheme's own logo, which is theirs. */
export function iconSvg({ label, color }: OttuGateway['icon']): Markup {
  const size = label.length > 4 ? 15 : 18;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 48" width="72" height="48">
    <rect width="72" height="48" rx="7" fill="${color}" />
    <text
      x="36"
      y="30"
      fill="#fff"
      font-family="system-ui, sans-serif"
      font-weight="700"
      font-size="${String(size)}"
      text-anchor="middle"
    >
      ${label}
    </text>
  </svg>`;
}
