import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edge, post, problemOf, SESSION_ID, startInit, withKey } from './fixture.js';

const SESSION = `/sessions/${SESSION_ID}`;
const FRIEND = 'https://m.shop.example';
const open = () => edge({ options: { allowedOrigins: [FRIEND] } });

function preflight(origin: string): RequestInit {
  return {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'client-key,idempotency-key,content-type',
    },
  };
}

function corsHeaders({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}

test('a POST without an origin and one of the own origin are served', async () => {
  assert.equal((await edge().call(`${SESSION}/payments`, startInit())).status, 200);
  const own = startInit(undefined, { Origin: 'https://shop.example' });
  assert.equal((await edge().call(`${SESSION}/payments`, own)).status, 200);
});

for (const origin of [
  'https://evil.example',
  'null',
  'http://shop.example',
  'https://shop.example:8443',
  'https://shop.example.evil.example',
  'https://shop.example/',
  'HTTPS://SHOP.EXAMPLE',
  '',
]) {
  test(`a POST of origin ${JSON.stringify(origin)} is refused before anything happens`, async () => {
    for (const { call, starts, cancels } of [edge(), open()]) {
      const start = await call(`${SESSION}/payments`, startInit(undefined, { Origin: origin }));
      assert.equal(start.status, 403);
      assert.equal((await problemOf(start))['code'], 'origin_not_allowed');
      assert.deepEqual(corsHeaders(start), []);
      const cancel = await call(`${SESSION}/cancel`, post('{}', { Origin: origin }));
      assert.equal(cancel.status, 403);
      assert.deepEqual([starts, cancels], [[], []]);
    }
  });
}

test('cross-origin is off by default: a preflight opens nothing', async () => {
  const response = await edge().call(`${SESSION}/payments`, preflight(FRIEND));
  assert.equal(response.status, 403);
  assert.deepEqual(corsHeaders(response), []);
});

test('a page of an allowed origin may start, and may read Retry-After and the request id', async () => {
  const response = await open().call(
    `${SESSION}/payments`,
    startInit(undefined, { Origin: FRIEND }),
  );
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), FRIEND);
  assert.match(response.headers.get('Access-Control-Expose-Headers') ?? '', /Retry-After/);
  assert.match(response.headers.get('Access-Control-Expose-Headers') ?? '', /Request-Id/);
  assert.match(response.headers.get('Vary') ?? '', /Origin/);
  assert.equal(response.headers.get('Access-Control-Allow-Credentials'), null);
});

test('its preflight is granted and kept', async () => {
  const response = await open().call(`${SESSION}/payments`, preflight(FRIEND));
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), FRIEND);
  assert.equal(response.headers.get('Access-Control-Max-Age'), '7200');
  assert.match(response.headers.get('Access-Control-Allow-Methods') ?? '', /POST/);
  const allowed = (response.headers.get('Access-Control-Allow-Headers') ?? '').toLowerCase();
  assert.deepEqual(allowed.split(/,\s*/).sort(), ['client-key', 'content-type', 'idempotency-key']);
  assert.equal(response.headers.get('Access-Control-Allow-Credentials'), null);
});

test('it may read errors too', async () => {
  const response = await open().call(SESSION, { headers: { Origin: FRIEND } });
  assert.equal(response.status, 404);
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), FRIEND);
  assert.match(response.headers.get('Vary') ?? '', /Origin/);
});

test('another origin gets a GET answer that its page cannot read', async () => {
  const response = await open().call(SESSION, withKey({ Origin: 'https://evil.example' }));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
  assert.match(response.headers.get('Vary') ?? '', /Origin/);
});

test('the answer to a page without an origin varies too, or a cache would mix them up', async () => {
  const response = await open().call(SESSION, withKey());
  assert.match(response.headers.get('Vary') ?? '', /Origin/);
});

test('returns and webhooks take any origin and grant none', async () => {
  const { call, webhooks, returns } = open();
  const init = { method: 'POST', body: 'x', headers: { Origin: 'https://hpp.provider.example' } };
  const answers = [await call('/returns/abc', init), await call('/webhooks/ottu/abc', init)];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 200],
  );
  assert.deepEqual(answers.flatMap(corsHeaders), []);
  assert.deepEqual([returns.length, webhooks.length], [1, 1]);
});
