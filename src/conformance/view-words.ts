import { ATTEMPT_STATES, FAILURE_REASONS } from '../contract/attempt.js';
import { UNAVAILABLE_REASONS } from '../contract/payment-method.js';
import { SESSION_STATES } from '../contract/payment-session.js';
import { at, isRecord, pathText } from './wire.js';

/**
 * States and reasons that are none of the contract. Its schemas let them through, for a widget has
 * to bear those of a later version; a backend of this version has no use for them.
 */
export function wrongWords(view: unknown): readonly string[] {
  const methods = at(view, ['payment_methods']);
  const count = Array.isArray(methods) ? methods.length : 0;
  return [
    ...wrongWord(view, ['state'], SESSION_STATES),
    ...wrongAttemptWords(view, ['attempt']),
    ...Array.from({ length: count }, (_, index) =>
      wrongWord(view, ['payment_methods', index, 'unavailable_reason'], UNAVAILABLE_REASONS, null),
    ).flat(),
  ];
}

export function wrongAttemptWords(value: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (!isRecord(at(value, path))) return [];
  return [
    ...wrongWord(value, [...path, 'state'], ATTEMPT_STATES),
    ...wrongWord(value, [...path, 'failure_reason'], FAILURE_REASONS, null),
  ];
}

function wrongWord(
  view: unknown,
  path: readonly PropertyKey[],
  ...words: readonly (readonly string[] | null)[]
): readonly string[] {
  const word = at(view, path);
  if (words.flat().some((known) => known === word)) return [];
  const found = typeof word === 'string' ? `"${word}"` : word === undefined ? 'missing' : 'no word';
  return [`${pathText(path)} is ${found}`];
}
