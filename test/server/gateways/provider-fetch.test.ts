import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { GatewayError } from '../../../src/server/gateways/gateway-error.js';
import { callProvider, type ProviderCall } from '../../../src/server/gateways/provider-fetch.js';

const Answer = z.object({ amount: z.string() });

function callTo(
  answers: readonly Response[],
  change: Partial<ProviderCall<z.infer<typeof Answer>>> = {},
) {
  const requests: Request[] = [];
  const left = [...answers];
  const call = callProvider({
    gateway: 'test',
    action: 'do it',
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(left.shift() ?? new Response(null, { status: 500 }));
    },
    url: 'https://api.test/v1/things/',
    method: 'GET',
    headers: { authorization: 'Secret s3cret' },
    timeoutMs: 1000,
    signal: new AbortController().signal,
    answer: Answer,
    explain: () => null,
    credentials: 'the key',
    hidden: { secrets: ['s3cret'], personal: [] },
    ...change,
  });
  return { call, requests };
}

const to = (location: string, status = 302): Response =>
  new Response(null, { status, headers: { location } });
const done = (): Response => new Response('{"amount":14.000}');

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === code;

describe('a call to a provider', () => {
  it('keeps the digits of numbers in the answer', async () => {
    assert.deepEqual(await callTo([done()]).call, { amount: '14.000' });
  });

  it('sends JSON and asks for it', async () => {
    const { call, requests } = callTo([done()], { method: 'POST', body: { a: 1 } });
    await call;
    const [request] = requests;
    assert.ok(request);
    assert.equal(request.headers.get('content-type'), 'application/json');
    assert.equal(request.headers.get('accept'), 'application/json');
    assert.equal(request.redirect, 'manual');
    assert.deepEqual(await request.json(), { a: 1 });
  });

  it('follows a redirect on the same origin, with its credentials', async () => {
    const { call, requests } = callTo([to('/v1/things'), done()]);
    assert.deepEqual(await call, { amount: '14.000' });
    assert.equal(requests[1]?.url, 'https://api.test/v1/things');
    assert.equal(requests[1].headers.get('authorization'), 'Secret s3cret');
  });

  it('never takes its credentials to another origin', async () => {
    for (const location of ['https://evil.test/', 'http://api.test/', 'https://api.test:444/']) {
      const { call, requests } = callTo([to(location), done()]);
      await assert.rejects(call, refusedAs('invalid_answer'));
      assert.equal(requests.length, 1);
    }
  });

  it('does not repeat a POST unless the redirect promises to keep it', async () => {
    const post = { method: 'POST', body: { a: 1 } } as const;
    const dropped = callTo([to('/v2'), done()], post);
    await assert.rejects(dropped.call, refusedAs('invalid_answer'));
    const kept = callTo([to('/v2', 308), done()], post);
    await kept.call;
    assert.deepEqual(await kept.requests[1]?.json(), { a: 1 });
  });

  it('follows no circle', async () => {
    const { call, requests } = callTo(Array.from({ length: 9 }, () => to('/again')));
    await assert.rejects(call, refusedAs('invalid_answer'));
    assert.equal(requests.length, 4);
  });

  it('ends when the body never ends', async () => {
    const endless = new Response(new ReadableStream());
    await assert.rejects(callTo([endless], { timeoutMs: 15 }).call, refusedAs('unavailable'));
  });

  it('reads no more than an answer can be', async () => {
    const huge = new Response('x'.repeat(2_000_001));
    await assert.rejects(callTo([huge]).call, refusedAs('unavailable'));
  });

  it('names the fields of an answer that it cannot use, and quotes none', async () => {
    const answer = new Response('{"amount":{"iban":"DE00 s3cret"}}');
    await assert.rejects(callTo([answer]).call, (error: unknown) => {
      assert.ok(error instanceof GatewayError);
      assert.match(error.message, /unusable: amount/);
      assert.doesNotMatch(error.message, /DE00/);
      return error.code === 'invalid_answer' && !error.definite;
    });
  });

  it('names what to check when the credentials are refused', async () => {
    const explain = (): string => 'bad s3cret';
    const answer = Response.json({}, { status: 401 });
    await assert.rejects(callTo([answer], { explain }).call, (error: unknown) => {
      assert.ok(error instanceof GatewayError);
      assert.match(error.message, /Check the key\. It says: bad \[redacted\]/);
      return error.code === 'misconfigured' && error.status === 401 && error.definite;
    });
  });
});
