import { html } from 'hono/html';
import type { SessionEvent } from 'hpp-checkout/server';
import type { Markup } from './layout.js';
import { sentence, time, words } from './words.js';

/** All that happened, oldest first: from it the state can be explained. */
export const eventLog = (
  events: readonly SessionEvent[],
  attempts: readonly { readonly id: string }[],
): Markup =>
  html`<ol class="log">
    ${events.map(
      ({ at, type, data, attemptId }) =>
        html`<li>
          ${time(at)}
          <span
            ><strong>${words(type)}</strong
            >${ordinal(attempts.findIndex(({ id }) => id === attemptId))}</span
          >
          ${Object.keys(data).length === 0 ? '' : html`<p class="data">${sentence(facts(data))}</p>`}
        </li>`,
    )}
  </ol>`;

const facts = (data: SessionEvent['data']): string =>
  Object.entries(data)
    .map(([name, value]) => `${words(name)}: ${value === null ? 'none' : String(value)}`)
    .join(' · ');

/** Which attempt it is about, as they are numbered above; nothing where it is about none. */
const ordinal = (index: number): string => (index === -1 ? '' : ` · attempt ${index + 1}`);
