import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CheckoutError } from '../../../src/server/errors.js';
import { deferred, edge, SESSION_ID } from '../handler/fixture.js';

const TOKEN = 'rT_0123456789-abcdefghij.d';
const PLAIN = 'https://shop.example/thanks?lang=ar';
const KNOWN = `https://shop.example/thanks?session_id=${SESSION_ID}`;

function expectLeft(response: Response, target: string): void {
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('Location'), target);
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer');
}

test('a GET return is recorded and the shopper goes on, without what the provider added', async () => {
  const { call, returns } = edge();
  const response = await call(`/returns/${TOKEN}?status=paid&session_id=evil&url=//evil.example`);
  expectLeft(response, KNOWN);
  assert.equal(await response.text(), '');
  assert.deepEqual(returns, [TOKEN]);
});

test('a POST return is recorded and its body is never read', async () => {
  const body = new ReadableStream(
    {
      pull: () => assert.fail('the body was read'),
    },
    { highWaterMark: 0 },
  );
  const { call, returns } = edge();
  const init = { method: 'POST', body, duplex: 'half', headers: { Origin: 'https://hpp.example' } };
  expectLeft(await call(`/returns/${TOKEN}`, init), KNOWN);
  assert.deepEqual(returns, [TOKEN]);
});

test('a HEAD is sent on and records nothing', async () => {
  const { call, returns } = edge();
  expectLeft(await call(`/returns/${TOKEN}`, { method: 'HEAD' }), PLAIN);
  assert.deepEqual(returns, []);
});

test('an unknown token leads to the plain return page', async () => {
  const unknown = () => Promise.reject(new CheckoutError('session_not_found', 'unknown token'));
  const { call, log } = edge({ rules: { returned: unknown } });
  expectLeft(await call(`/returns/${TOKEN}`), PLAIN);
  assert.equal(log.lines.filter(({ level }) => level === 'error').length, 0);
});

test('a token that cannot be ours leads to the plain return page without a question', async () => {
  const { call, returns } = edge();
  for (const token of ['a%2Fb', '%0d%0aSet-Cookie:x=1', '%252e%252e', 'x'.repeat(300), '%']) {
    expectLeft(await call(`/returns/${token}`), PLAIN);
  }
  assert.deepEqual(returns, []);
});

test('rules that fail still let the shopper go on, and the log is loud', async () => {
  const { call, log } = edge({ rules: { returned: () => Promise.reject(new Error('db down')) } });
  expectLeft(await call(`/returns/${TOKEN}`), PLAIN);
  assert.ok(log.lines.some(({ level }) => level === 'error'));
  assert.equal(JSON.stringify(log.lines).includes(TOKEN), false);
});

test('rules that throw at once, or answer no URL, still let the shopper go on', async () => {
  const thrown = (): never => {
    throw new Error('not even a promise');
  };
  expectLeft(await edge({ rules: { returned: thrown } }).call(`/returns/${TOKEN}`), PLAIN);
  const relative = () => Promise.resolve('/relative');
  expectLeft(await edge({ rules: { returned: relative } }).call(`/returns/${TOKEN}`), PLAIN);
});

test('rules that hang let the shopper go on after 2.5 s, and are finished later', async () => {
  const { promise, reject } = deferred<string>();
  const later: Promise<unknown>[] = [];
  const { call, clock, log } = edge({
    rules: { returned: () => promise },
    options: { waitUntil: (work) => void later.push(work) },
  });
  const answer = call(`/returns/${TOKEN}`);
  while (clock.bells.size === 0) await Promise.resolve();
  assert.deepEqual(
    [...clock.bells].map(({ ms }) => ms),
    [2500],
  );
  clock.ring();
  expectLeft(await answer, PLAIN);
  assert.equal(clock.bells.size, 0);
  assert.equal(later.length, 1);
  reject(new Error('too late'));
  await Promise.all(later);
  assert.ok(
    log.lines.some(({ fields }) => (fields['error'] as Error | undefined)?.message === 'too late'),
  );
});

test('a timer is not left running after a quick return', async () => {
  const { call, clock } = edge();
  await call(`/returns/${TOKEN}`);
  assert.equal(clock.bells.size, 0);
});
