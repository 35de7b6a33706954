import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edge, problemOf, SESSION_ID, VIEW, withKey } from '../handler/fixture.js';

const PATH = `/sessions/${SESSION_ID}`;

test('a known session is answered with its view and never cached', async () => {
  const response = await edge().call(PATH, withKey());
  assert.equal(response.status, 200);
  assert.match(response.headers.get('Content-Type') ?? '', /^application\/json/);
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer');
  assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.equal(response.headers.get('Request-Id'), 'req-1');
  assert.equal(response.headers.get('Set-Cookie'), null);
  assert.deepEqual(await response.json(), VIEW);
});

test('each configured client key opens the session, while keys are being rotated', async () => {
  const response = await edge().call(PATH, { headers: { 'client-key': 'pk_live_2' } });
  assert.equal(response.status, 200);
});

const OTHER_ID = 'A'.repeat(24);
const refused: readonly (readonly [string, string, RequestInit])[] = [
  ['an unknown session', `/sessions/${OTHER_ID}`, withKey()],
  ['a wrong client key', PATH, { headers: { 'Client-Key': 'pk_live_3' } }],
  ['a client key that only begins right', PATH, { headers: { 'Client-Key': 'pk_live_' } }],
  ['two client keys at once', PATH, { headers: { 'Client-Key': 'pk_live_1, pk_live_2' } }],
  ['a missing client key', PATH, {}],
  ['an id that is too short', '/sessions/short', withKey()],
  ['an id with a coded slash', `/sessions/..%2F${SESSION_ID}`, withKey()],
  ['an id that is coded twice', `/sessions/%255a${SESSION_ID.slice(1)}`, withKey()],
  ['an id with a NUL', `/sessions/${SESSION_ID}%00`, withKey()],
  ['an id with a broken escape', `/sessions/${SESSION_ID}%`, withKey()],
  ['an id that is far too long', `/sessions/${'a'.repeat(5000)}`, withKey()],
];

test('whatever is wrong with key or id, the answers are alike to the byte', async () => {
  const bodies = new Set<string>();
  for (const [what, path, init] of refused) {
    const response = await edge().call(path, init);
    assert.equal(response.status, 404, what);
    const headers = [...response.headers].sort().join('\n');
    bodies.add(`${headers}\n${await response.text()}`);
  }
  assert.equal(bodies.size, 1);
  const problem = JSON.parse([...bodies][0]?.split('\n').at(-1) ?? '') as Record<string, unknown>;
  assert.equal(problem['code'], 'session_not_found');
});

test('a malformed id never reaches the rules, nor does a wrong key', async () => {
  const asked: string[] = [];
  const view = (id: string) => {
    asked.push(id);
    return Promise.resolve(VIEW);
  };
  const { call } = edge({ rules: { view } });
  for (const [, path, init] of refused.slice(1)) await call(path, init);
  assert.deepEqual(asked, []);
});

test('the log tells what was wrong, without the session id', async () => {
  const { call, log } = edge();
  await call(PATH, { headers: { 'Client-Key': 'nope' } });
  const warning = log.lines.find(({ level }) => level === 'warn');
  assert.match(warning?.message ?? '', /client key/);
  assert.equal(JSON.stringify(log.lines).includes(SESSION_ID), false);
});

test('a HEAD is answered without a body', async () => {
  const response = await edge().call(PATH, { method: 'HEAD', ...withKey() });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), '');
});

test('a percent-encoded but equal id is the same session', async () => {
  const coded = `%${SESSION_ID.charCodeAt(0).toString(16)}${SESSION_ID.slice(1)}`;
  const response = await edge().call(`/sessions/${coded}`, withKey());
  assert.equal(response.status, 200);
});

test('an unexpected failure says nothing technical on the wire and everything to the log', async () => {
  const cause = new Error('ECONNREFUSED 10.0.0.7 password=hunter2');
  const { call, log } = edge({ rules: { view: () => Promise.reject(cause) } });
  const response = await call(PATH, withKey());
  assert.equal(response.status, 500);
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  const problem = await problemOf(response);
  assert.equal(problem['code'], 'internal_error');
  assert.equal(problem['request_id'], 'req-1');
  assert.doesNotMatch(JSON.stringify(problem), /ECONN|hunter2|10\.0/);
  const line = log.lines.find(({ level }) => level === 'error');
  assert.equal(line?.fields['request_id'], 'req-1');
  assert.equal((line.fields['error'] as Error).cause, cause);
});

test('even a thrown non-error becomes a problem answer', async () => {
  const view = (): never => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw 'a string';
  };
  const response = await edge({ rules: { view } }).call(PATH, withKey());
  assert.equal(response.status, 500);
  assert.equal((await problemOf(response))['code'], 'internal_error');
});
