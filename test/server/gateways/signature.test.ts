import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import {
  decodeDigest,
  equalBytes,
  equalText,
  hmacHex,
  sha512,
  toBase64,
  toHex,
} from '../../../src/server/gateways/signature.js';

it('signs as another implementation of HMAC does', async () => {
  const message = 'amount14.000 KWD €';
  for (const [hash, name] of [
    ['SHA-256', 'sha256'],
    ['SHA-512', 'sha512'],
  ] as const) {
    const expected = createHmac(name, 'key').update(message).digest('hex');
    assert.equal(await hmacHex(hash, 'key', message), expected);
  }
});

it('reads a digest in hex, base64 and base64url, and nothing else', async () => {
  const body = new TextEncoder().encode('body 251?');
  const digest = await sha512(body);
  const buffer = createHash('sha512').update(body).digest();
  assert.ok(equalBytes(digest, buffer));
  for (const text of [
    toHex(digest),
    toHex(digest).toUpperCase(),
    buffer.toString('base64'),
    buffer.toString('base64url'),
  ]) {
    assert.deepEqual(decodeDigest(text, 64), digest);
  }
  const short = buffer.subarray(1);
  const wrong = [
    '',
    '=',
    'zz',
    toHex(digest).slice(2),
    short.toString('base64'),
    `${toHex(digest)}00`,
  ];
  for (const text of wrong) assert.equal(decodeDigest(text, 64), null, text);
});

it('compares equal only what is equal, whatever the lengths', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      assert.equal(equalBytes(a, b), Buffer.compare(a, b) === 0);
      assert.ok(equalBytes(a, a.slice()));
    }),
  );
  assert.ok(!equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0)));
  assert.ok(equalText('ä', 'ä') && !equalText('a', 'A'));
});

it('writes Basic credentials in UTF-8', () => {
  assert.equal(toBase64('käufer:€'), Buffer.from('käufer:€').toString('base64'));
});
