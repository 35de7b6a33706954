import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CheckoutError } from '../../../src/server/errors.js';
import {
  ATTEMPT,
  edge,
  problemOf,
  PROVIDER,
  SESSION_ID,
  START,
  startInit,
  VIEW,
} from '../handler/fixture.js';

const PATH = `/sessions/${SESSION_ID}/payments`;

async function refusal(init: RequestInit) {
  const { call, starts } = edge();
  const response = await call(PATH, init);
  assert.equal(starts.length, 0, 'nothing may be started');
  return { status: response.status, ...(await problemOf(response)) } as Record<string, unknown>;
}

test('a start reaches the rules once, parsed, with its key', async () => {
  const { call, starts } = edge();
  const response = await call(PATH, startInit(JSON.stringify({ ...START, extra: 'unknown' })));
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), {
    attempt: ATTEMPT,
    redirect: { method: 'GET', url: PROVIDER },
  });
  assert.deepEqual(starts, [{ id: SESSION_ID, key: 'key-1', request: START }]);
});

test('a charset beside the media type is accepted', async () => {
  const init = startInit(undefined, { 'Content-Type': 'Application/JSON; charset=utf-8' });
  assert.equal((await edge().call(PATH, init)).status, 200);
});

for (const type of [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'text/plain; application/json',
  null,
]) {
  test(`a body of type ${type} is refused with 415`, async () => {
    const body = new TextEncoder().encode(JSON.stringify(START));
    const problem = await refusal(startInit(body, { 'Content-Type': type }));
    assert.equal(problem['status'], 415);
    assert.equal(problem['code'], 'unsupported_media_type');
  });
}

test('a body above 64 KiB is refused with 413, whatever length it declares', async () => {
  const problem = await refusal(startInit(JSON.stringify({ ...START, pad: 'x'.repeat(65536) })));
  assert.equal(problem['status'], 413);
  const declared = await refusal(startInit('{}', { 'Content-Length': '65537' }));
  assert.equal(declared['status'], 413);
});

test('an endless body is cut off at the limit', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(16 * 1024));
    },
    cancel: () => assert.fail('the connection would be cut before the answer'),
  });
  const problem = await refusal({ ...startInit(), body, duplex: 'half' } as RequestInit);
  assert.equal(problem['code'], 'payload_too_large');
  assert.ok(pulled <= 8, `${pulled} chunks were read`);
});

test('a body that breaks off is an invalid request', async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
  const problem = await refusal({ ...startInit(), body, duplex: 'half' } as RequestInit);
  assert.equal(problem['code'], 'invalid_request');
});

const malformed: readonly (readonly [string, BodyInit, RegExp])[] = [
  ['no JSON', '{"payment_method":', /not JSON/],
  ['an empty body', '', /not JSON/],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), /not JSON in UTF-8/],
  ['an array', '[]', /the body/],
  ['null', 'null', /the body/],
  [
    'a float amount',
    JSON.stringify({ ...START, amount: { value: 14, currency: 'KWD' } }),
    /amount\.value/,
  ],
  [
    'a negative total',
    JSON.stringify({ ...START, total: { value: '-1', currency: 'KWD' } }),
    /total\.value/,
  ],
  ['no options', JSON.stringify({ ...START, options: undefined }), /options/],
  [
    'a string for a flag',
    JSON.stringify({ ...START, options: { save_card: 'yes' } }),
    /options\.save_card/,
  ],
];
for (const [what, body, detail] of malformed) {
  test(`${what} is refused with 400 and the field named`, async () => {
    const problem = await refusal(startInit(body));
    assert.equal(problem['status'], 400);
    assert.equal(problem['code'], 'invalid_request');
    assert.match(String(problem['detail']), detail);
  });
}

test('__proto__ in a body pollutes nothing', async () => {
  const body = JSON.stringify(START).replace('{', '{"__proto__":{"polluted":true},');
  const { call, starts } = edge();
  await call(PATH, startInit(body));
  assert.deepEqual(starts[0]?.request, START);
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});

for (const key of [null, '', 'a b', 'x'.repeat(256), 'é', 'one, two']) {
  test(`the idempotency key ${JSON.stringify(key?.slice(0, 8))} is refused`, async () => {
    const problem = await refusal(startInit(undefined, { 'Idempotency-Key': key }));
    assert.equal(problem['status'], 400);
    assert.equal(problem['code'], 'idempotency_key_missing');
  });
}

test('an idempotency key of 255 characters is accepted', async () => {
  const init = startInit(undefined, { 'Idempotency-Key': 'k'.repeat(255) });
  assert.equal((await edge().call(PATH, init)).status, 200);
});

test('a wrong client key is refused before the body is looked at', async () => {
  const problem = await refusal(startInit('nonsense', { 'Client-Key': 'wrong' }));
  assert.equal(problem['code'], 'session_not_found');
});

test('what the rules refuse goes to the page with session, attempt and Retry-After', async () => {
  const error = new CheckoutError('attempt_in_progress', 'Continue it, or replace it.', {
    session: VIEW,
    attempt: ATTEMPT,
    retryAfter: 1.2,
    cause: new Error('secret'),
  });
  const { call } = edge({ rules: { start: () => Promise.reject(error) } });
  const response = await call(PATH, startInit());
  assert.equal(response.status, 409);
  assert.equal(response.headers.get('Retry-After'), '2');
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
  assert.deepEqual(await response.json(), {
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    detail: 'Continue it, or replace it.',
    code: 'attempt_in_progress',
    request_id: 'req-1',
    session: VIEW,
    attempt: ATTEMPT,
  });
});

test('a method override header overrides nothing', async () => {
  const { call, starts, cancels } = edge();
  const response = await call(`/sessions/${SESSION_ID}/cancel`, {
    headers: { 'Client-Key': 'pk_live_1', 'X-HTTP-Method-Override': 'POST', 'X-Method': 'POST' },
  });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('Allow'), 'POST');
  assert.deepEqual([starts, cancels], [[], []]);
});
