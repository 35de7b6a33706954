import type { FailureReason } from '../../contract/attempt.js';
import type { FailureCode, Outcome } from '../session/state.js';
import type { Strings } from './strings.js';

/** A title and the sentences under it. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

export const wordsOf = (strings: Strings, name: Outcome | 'confirming' | 'stalled'): Words => ({
  title: strings[`${name}.title`],
  text: strings[`${name}.text`],
});

/** Why an attempt failed; empty where there is nothing more to say than that it failed. */
export const reasonWords = (strings: Strings, reason: FailureReason | null): string =>
  reason === null || reason === 'declined' || reason === 'provider_refused'
    ? ''
    : strings[`reason.${reason}`];

/** What went wrong, as far as the shopper can do something about it. */
export function failureWords(strings: Strings, code: FailureCode): string {
  const all: Readonly<Record<string, unknown>> = { ...strings };
  const words = all[`failure.${code}`];
  return typeof words === 'string' ? words : strings['failure.other'];
}
