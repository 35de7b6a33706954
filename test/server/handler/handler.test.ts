import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edge, post, problemOf, SESSION_ID, startInit, withKey } from './fixture.js';

const SESSION = `/sessions/${SESSION_ID}`;

test('what lies beside the routes is a 404 problem', async () => {
  for (const path of ['', '/', '/sessions', `${SESSION}/`, `${SESSION}/refunds`, '/assets', '/x']) {
    const response = await edge().call(path, withKey());
    assert.equal(response.status, 404, path);
    assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
    assert.equal((await problemOf(response))['code'], 'not_found', path);
  }
});

test('only paths below the path of publicUrl are served', async () => {
  const { handle } = edge();
  for (const url of [
    `https://shop.example${SESSION}`,
    `https://shop.example/api/checkouts${SESSION}`,
    `https://shop.example/api/checkout%2Fsessions/${SESSION_ID}`,
    `https://shop.example/x/api/checkout${SESSION}`,
    `https://shop.example//api/checkout${SESSION}`,
    `https://shop.example/API/checkout${SESSION}`,
  ]) {
    const response = await handle(new Request(url, withKey()));
    assert.equal((await problemOf(response))['code'], 'not_found', url);
  }
});

test('a backend at the root of its origin is served there', async () => {
  const { handle } = edge({ options: { publicUrl: 'https://pay.shop.example/' } });
  const url = `https://pay.shop.example${SESSION}`;
  assert.equal((await handle(new Request(url, withKey()))).status, 200);
});

test('a mount path is compared as text, not as a pattern', async () => {
  const { handle } = edge({ options: { publicUrl: 'https://shop.example/v1.2/pay~now/' } });
  const at = (path: string) => handle(new Request(`https://shop.example${path}`, withKey()));
  assert.equal((await at(`/v1.2/pay~now${SESSION}`)).status, 200);
  assert.equal((await at(`/v1x2/pay~now${SESSION}`)).status, 404);
});

test('the origin of the request changes nothing: a proxy or a forged Host may say anything', async () => {
  const { handle } = edge();
  const headers = { 'Client-Key': 'pk_live_1', Host: 'evil.example', 'X-Forwarded-Host': 'evil' };
  const url = `http://evil.example:1234/api/checkout${SESSION}`;
  const response = await handle(new Request(url, { headers }));
  assert.equal(response.status, 200);
  assert.doesNotMatch(JSON.stringify([...response.headers]) + (await response.text()), /evil/);
  const back = await handle(
    new Request('http://evil.example/api/checkout/returns/%20', { headers }),
  );
  assert.equal(back.headers.get('Location'), 'https://shop.example/thanks?lang=ar');
});

const wrongMethods: readonly (readonly [string, string, string])[] = [
  ['DELETE', SESSION, 'GET, HEAD'],
  ['POST', SESSION, 'GET, HEAD'],
  ['OPTIONS', SESSION, 'GET, HEAD'],
  ['GET', `${SESSION}/payments`, 'POST'],
  ['PUT', `${SESSION}/cancel`, 'POST'],
  ['PATCH', '/returns/abc', 'GET, HEAD, POST'],
  ['GET', '/webhooks/ottu/abc', 'POST'],
  ['POST', '/assets/abc', 'GET, HEAD'],
];
for (const [method, path, allow] of wrongMethods) {
  test(`${method} ${path.replace(SESSION_ID, ':id')} is 405 with Allow: ${allow}`, async () => {
    const response = await edge().call(path, { method });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('Allow'), allow);
    assert.equal((await problemOf(response))['code'], 'method_not_allowed');
  });
}

test('every answer carries a fresh request id and the four safety headers', async () => {
  const { call } = edge();
  const answers = [
    await call(SESSION, withKey()),
    await call(SESSION),
    await call('/nowhere'),
    await call(SESSION, { method: 'DELETE' }),
    await call(`${SESSION}/payments`, startInit()),
    await call(`${SESSION}/cancel`, post('no json')),
    await call('/returns/abc'),
    await call('/webhooks/ottu/abc', { method: 'POST' }),
    await call('/assets/abc'),
  ];
  const ids = answers.map(({ headers }) => headers.get('Request-Id'));
  assert.equal(new Set(ids).size, answers.length);
  for (const { headers } of answers) {
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(headers.get('Set-Cookie'), null);
  }
});

test('a request id of the client is not taken over', async () => {
  const response = await edge().call(
    SESSION,
    withKey({ 'Request-Id': 'forged', 'X-Request-Id': 'f' }),
  );
  assert.equal(response.headers.get('Request-Id'), 'req-1');
});

test('a problem quotes the request id of its header', async () => {
  const response = await edge().call('/nowhere');
  assert.equal((await problemOf(response))['request_id'], response.headers.get('Request-Id'));
});

test('the log has one line per request, with the route and never with the path', async () => {
  const { call, log } = edge();
  await call(SESSION, withKey());
  await call(`/returns/rT_secret`);
  await call('/nowhere/secret');
  const lines = log.lines.filter(({ message }) => message === 'request');
  assert.deepEqual(
    lines.map(({ fields }) => [fields['request_id'], fields['route'], fields['status']]),
    [
      ['req-1', '/sessions/:session_id', 200],
      ['req-2', '/returns/:token', 303],
      ['req-3', '/*', 404],
    ],
  );
  assert.doesNotMatch(JSON.stringify(log.lines), new RegExp(`${SESSION_ID}|secret`));
});
