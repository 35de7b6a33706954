import type { Emission } from '../../../demo/sandboxes/sandbox.js';
import type { Forgery } from '../../suites/provider-facts/facts.js';

const KINDS = [
  ['signed with another key', 'signature'],
  ['not signed', 'unsigned'],
  ['altered after it was signed', 'body'],
] as const;

/** Webhooks of a provider that signs them, which claim that a payment is paid. */
export const claiming = (emission: Emission): readonly Forgery[] =>
  KINDS.map(([as, forge]) => ({
    as,
    status: 401,
    send: ({ control }, reference) => {
      control.setWebhooks({ forge });
      return control.emit(reference, emission);
    },
  }));
