import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mix } from '../../src/widget/locales/mix.js';

const base = { title: 'Pay', sentence: (name: string) => `Pay with ${name}` };

test('the last layer is on top', () => {
  const words = mix(base, [{ title: 'Zahlen' }, { title: 'Kaufen' }]);
  assert.equal(words.title, 'Kaufen');
  assert.equal(words.sentence('KNET'), 'Pay with KNET');
});

test('what is not of the kind that a word has to be does not count', () => {
  const words = mix(base, [{ title: undefined, sentence: 'Pay now' }]);
  assert.equal(words.title, 'Pay');
  assert.equal(words.sentence('KNET'), 'Pay with KNET');
});

test('the base stays as it is', () => {
  mix(base, [{ title: 'Zahlen' }]);
  assert.equal(base.title, 'Pay');
});
