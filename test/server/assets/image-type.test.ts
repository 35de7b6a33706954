import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageType } from '../../../src/server/assets/image-type.js';
import { bytes, IMAGES } from './images.js';

for (const [type, body] of Object.entries(IMAGES)) {
  test(`${type} is told by its bytes`, () => assert.equal(imageType(body), type));
}

test('an SVG may have a byte-order mark, a doctype and comments before it', () => {
  const doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [ <!ENTITY a "b"> ]>';
  assert.equal(imageType(bytes(`\ufeff${doctype}<!-- <html> --><svg/>`)), 'image/svg+xml');
});

const others: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['HTML', bytes('<!doctype html><svg></svg>')],
  ['HTML with an SVG inside', bytes('<html><body><svg></svg>')],
  ['a script', bytes('alert(1)//<svg>')],
  ['another XML', bytes('<?xml version="1.0"?><svgish/>')],
  ['text about GIFs', bytes('xGIF89a')],
  ['a PDF', bytes('%PDF-1.7')],
  ['a WAV', bytes('RIFF1234WAVEfmt ')],
  ['an MP4', bytes('\0\0\0\x20ftypisom\0\0\0\0isomiso2')],
  ['a cut PNG', Uint8Array.from([0x89, 0x50, 0x4e])],
];
for (const [what, body] of others) {
  test(`${what} is no image`, () => assert.equal(imageType(body), null));
}

test('a hostile prolog is read in no time', () => {
  const started = performance.now();
  assert.equal(imageType(bytes('<!--'.repeat(200_000))), null);
  assert.equal(imageType(bytes('<!DOCTYPE svg ['.repeat(50_000))), null);
  assert.ok(performance.now() - started < 500);
});
