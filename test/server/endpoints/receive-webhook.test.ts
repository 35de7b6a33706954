import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edge, problemOf } from '../handler/fixture.js';

const PATH = '/webhooks/ottu/wT_0123456789-abcdefghij';

test('an accepted webhook is answered with exactly 200 and a tiny body', async () => {
  const response = await edge().call(PATH, { method: 'POST', body: '{}' });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), 'ok');
});

test('the rules get the bytes as they came, with the headers', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const { call, webhooks } = edge();
  await call(PATH, { method: 'POST', body: bytes, headers: { 'X-Signature': 'abc' } });
  const [webhook] = webhooks;
  assert.equal(webhook?.gateway, 'ottu');
  assert.equal(webhook.token, 'wT_0123456789-abcdefghij');
  assert.deepEqual(webhook.body, bytes);
  assert.equal(webhook.headers.get('x-signature'), 'abc');
});

test('no client key, media type or origin is asked of a webhook', async () => {
  const headers = { Origin: 'https://evil.example', 'Content-Type': 'text/plain' };
  const response = await edge().call(PATH, { method: 'POST', body: 'a=b', headers });
  assert.equal(response.status, 200);
});

test('an empty webhook reaches the rules too', async () => {
  const { call, webhooks } = edge();
  assert.equal((await call(PATH, { method: 'POST' })).status, 200);
  assert.equal(webhooks[0]?.body.byteLength, 0);
});

test('a forged webhook gets 401 and a loud log entry without the token', async () => {
  const { call, log } = edge({ rules: { webhook: () => Promise.resolve('forged') } });
  const response = await call(PATH, { method: 'POST', body: '{"a":1}' });
  assert.equal(response.status, 401);
  assert.ok(response.headers.get('WWW-Authenticate'));
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  const loud = log.lines.find(({ level }) => level === 'error');
  assert.match(loud?.message ?? '', /FORGED/);
  assert.deepEqual(loud?.fields, { request_id: 'req-1', gateway: 'ottu', bytes: 7 });
  assert.equal(JSON.stringify(log.lines).includes('wT_'), false);
});

test('an address that nobody knows gets 404', async () => {
  const { call } = edge({ rules: { webhook: () => Promise.resolve('unknown_address') } });
  const response = await call(PATH, { method: 'POST', body: '{}' });
  assert.equal(response.status, 404);
  assert.equal((await problemOf(response))['code'], 'not_found');
});

test('a gateway that is not configured and a malformed token never reach the rules', async () => {
  const { call, webhooks } = edge();
  for (const path of ['/webhooks/__proto__/abc', '/webhooks/OTTU/abc', '/webhooks/ottu/a%2Fb']) {
    assert.equal((await call(path, { method: 'POST', body: '{}' })).status, 404, path);
  }
  assert.deepEqual(webhooks, []);
});

test('rules that fail before storing give 500, so that a retrying provider retries', async () => {
  const { call } = edge({ rules: { webhook: () => Promise.reject(new Error('disk full')) } });
  assert.equal((await call(PATH, { method: 'POST', body: '{}' })).status, 500);
});

test('a body above 1 MiB is refused, one of exactly 1 MiB is not', async () => {
  const { call, webhooks } = edge();
  const fits = await call(PATH, { method: 'POST', body: new Uint8Array(1024 * 1024) });
  const big = await call(PATH, { method: 'POST', body: new Uint8Array(1024 * 1024 + 1) });
  assert.deepEqual([fits.status, big.status], [200, 413]);
  assert.equal(webhooks.length, 1);
});

test('only POST is taken', async () => {
  const { call, webhooks } = edge();
  const response = await call(PATH);
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('Allow'), 'POST');
  assert.deepEqual(webhooks, []);
});
