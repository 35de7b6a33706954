import assert from 'node:assert/strict';
import { it } from 'node:test';
import { redact, stringsIn } from '../../../src/server/gateways/redact.js';

it('hides secrets wherever they stand, and personal data as words', () => {
  const hidden = { secrets: ['k3y.(x)'], personal: ['Address', 'Jo', 'jo@x.test', '+965 1'] };
  assert.equal(
    redact('Bearer_k3y.(x)z customer_address: Address of jo <jo@x.test> +965 1!', hidden),
    'Bearer_[redacted]z customer_address: [redacted] of [redacted] <[redacted]> [redacted]!',
  );
});

it('leaves a text alone when there is nothing to hide', () => {
  assert.equal(redact('all of it', { secrets: ['', 'x y'], personal: ['', 'a'] }), 'all of it');
});

it('finds the strings inside of a value', () => {
  assert.deepEqual(stringsIn({ a: 'x', b: [{ c: 'y' }, 1, null] }), ['x', 'y']);
});
