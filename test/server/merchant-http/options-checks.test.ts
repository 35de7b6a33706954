import assert from 'node:assert/strict';
import { test } from 'node:test';
import { merchantHttpSettings } from '../../../src/server/merchant-http/options.js';
import { merchantHttpProblems } from '../../../src/server/merchant-http/options-checks.js';
import { checkOptions } from '../../../src/server/options.js';
import { testOptions } from '../handler/fixture.js';
import { HTTP } from './fixture.js';

const wrong = (changes: Record<string, unknown>): readonly string[] =>
  merchantHttpProblems({ ...HTTP, ...changes }).map(({ option }) => option);

test('the endpoints are off unless they are configured', () => {
  assert.deepEqual(merchantHttpProblems(undefined), []);
  assert.equal(checkOptions(testOptions()).merchantHttp, null);
});

test('single values become lists, and the lifetime has a default', () => {
  assert.deepEqual(merchantHttpProblems(HTTP), []);
  const { apiKeys, passwords, tokenSecrets, tokenLifetimeMs } = merchantHttpSettings(HTTP);
  assert.deepEqual([apiKeys, passwords], [[HTTP.apiKey], [HTTP.password]]);
  assert.deepEqual([tokenSecrets, tokenLifetimeMs], [[HTTP.tokenSecret], 900_000]);
});

test('what cannot keep strangers out is refused, by its name', () => {
  assert.deepEqual(wrong({ apiKey: 'short' }), ['merchantHttp.apiKey']);
  assert.deepEqual(wrong({ apiKey: 'with a space in the key' }), ['merchantHttp.apiKey']);
  assert.deepEqual(wrong({ password: undefined }), ['merchantHttp.password']);
  assert.deepEqual(wrong({ password: 'eleven chrs' }), ['merchantHttp.password']);
  assert.deepEqual(wrong({ tokenSecret: 'x'.repeat(31) }), ['merchantHttp.tokenSecret']);
  assert.deepEqual(wrong({ tokenSecret: [] }), ['merchantHttp.tokenSecret']);
  assert.deepEqual(wrong({ tokenSecret: [HTTP.tokenSecret, 7] }), ['merchantHttp.tokenSecret']);
  assert.deepEqual(wrong({ apiKey: [HTTP.apiKey, HTTP.apiKey] }), ['merchantHttp.apiKey']);
  assert.deepEqual(wrong({ username: '' }), ['merchantHttp.username']);
  for (const tokenLifetimeMs of [0, 500, 1500, 86_401_000, '900000']) {
    assert.deepEqual(wrong({ tokenLifetimeMs }), ['merchantHttp.tokenLifetimeMs']);
  }
  assert.deepEqual(
    merchantHttpProblems('on').map(({ option }) => option),
    ['merchantHttp'],
  );
});

test('no complaint repeats a secret', () => {
  const problems = merchantHttpProblems({ ...HTTP, apiKey: 'short', tokenSecret: 'brief' });
  assert.equal(problems.length, 2);
  assert.doesNotMatch(JSON.stringify(problems), /"[^"]*(?:short|brief)[^"]*"/);
});

test('createCheckout hears of them all', () => {
  const merchantHttp = { ...HTTP, username: '', password: '' };
  assert.throws(
    () => checkOptions(testOptions({ merchantHttp })),
    /merchantHttp\.password[^]*merchantHttp\.username/,
  );
});
