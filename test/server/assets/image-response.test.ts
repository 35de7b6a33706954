import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageResponse } from '../../../src/server/assets/image-response.js';
import { IMAGES, PNG } from './images.js';

const request = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('https://shop.example/a', { method, headers });
const svg = { type: 'image/svg+xml', body: IMAGES['image/svg+xml'] };
const png = { type: 'image/png', body: PNG };

test('an SVG with a script is served where neither script nor network exists', async () => {
  const { headers } = await imageResponse(svg, request(), false);
  assert.equal(headers.get('Content-Type'), 'image/svg+xml');
  const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
  assert.equal(headers.get('Content-Security-Policy'), policy);
  assert.equal(headers.get('Content-Disposition'), 'inline');
});

test('an image belongs to its own origin until other origins are allowed', async () => {
  const policyOf = async (open: boolean) =>
    (await imageResponse(png, request(), open)).headers.get('Cross-Origin-Resource-Policy');
  assert.equal(await policyOf(false), 'same-origin');
  assert.equal(await policyOf(true), 'cross-origin');
});

test('a browser that has the image is told so', async () => {
  const tag = (await imageResponse(png, request(), false)).headers.get('ETag') ?? '';
  assert.match(tag, /^"[\w-]+"$/);
  for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const response = await imageResponse(png, request({ 'If-None-Match': held }), false);
    assert.equal(response.status, 304, held);
    assert.equal(response.headers.get('ETag'), tag);
    assert.equal(await response.text(), '');
  }
  const other = await imageResponse(svg, request({ 'If-None-Match': tag }), false);
  assert.equal(other.status, 200);
});
