import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CheckoutError } from '../../../src/server/errors.js';
import { ATTEMPT, edge, post, problemOf, SESSION_ID, VIEW } from '../handler/fixture.js';

const PATH = `/sessions/${SESSION_ID}/cancel`;

test('a cancel with an empty JSON object is carried out', async () => {
  const { call, cancels } = edge();
  const response = await call(PATH, post('{}'));
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { session: VIEW, redirect_url: null });
  assert.deepEqual(cancels, [SESSION_ID]);
});

test('a form of a foreign page cannot cancel', async () => {
  const { call, cancels } = edge();
  const form = new URLSearchParams({ a: 'b' });
  const type = 'application/x-www-form-urlencoded';
  assert.equal((await call(PATH, post(form, { 'Content-Type': type }))).status, 415);
  assert.equal((await call(PATH, post(form, { 'Client-Key': null }))).status, 404);
  assert.deepEqual(cancels, []);
});

test('a body that is no JSON object cancels nothing', async () => {
  const { call, cancels } = edge();
  for (const body of ['', 'null', '[]', '"x"']) {
    assert.equal((await call(PATH, post(body))).status, 400, body);
  }
  assert.deepEqual(cancels, []);
});

test('a refusal carries the live attempt', async () => {
  const error = new CheckoutError('attempt_not_cancelable', 'It is live.', { attempt: ATTEMPT });
  const { call } = edge({ rules: { cancel: () => Promise.reject(error) } });
  const response = await call(PATH, post('{}'));
  assert.equal(response.status, 409);
  assert.deepEqual((await problemOf(response))['attempt'], ATTEMPT);
});
