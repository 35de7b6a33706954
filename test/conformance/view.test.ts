import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongDigits } from '../../src/conformance/amounts.js';
import { secretsIn } from '../../src/conformance/secrets.js';
import { wrongRedirect } from '../../src/conformance/started.js';
import { wrongTimes } from '../../src/conformance/times.js';
import { firstMistake, wrongLinks } from '../../src/conformance/view.js';
import { kindOf, names, read } from '../contract/corpus.js';

test('no recorded session of version 1 has a mistake or a secret', () => {
  const sessions = names.filter((name) => kindOf(name) === 'session');
  assert.ok(sessions.length > 0);
  for (const name of sessions) {
    const view = read(name);
    assert.deepEqual([firstMistake(view), secretsIn(view), wrongLinks(view)], [null, [], []], name);
  }
});

test('a time is a real moment of UTC', () => {
  const wrong = (server_time: string): boolean => wrongTimes({ server_time }).length > 0;
  for (const time of [
    '2026-01-05T10:00:00Z',
    '2026-01-05T10:00:00.123456Z',
    '2024-02-29T00:00:00+00:00',
  ])
    assert.equal(wrong(time), false, time);
  for (const time of [
    '2026-01-05',
    '2026-01-05T10:00:00',
    '2026-01-05T10:00:00+03:00',
    '2026-02-30T10:00:00Z',
    '1767607200',
    'Mon, 05 Jan 2026 10:00:00 GMT',
  ])
    assert.equal(wrong(time), true, time);
});

test('an amount has no more digits than its currency, which is one to pay in', () => {
  const wrong = (value: string, currency: string) => wrongDigits({ total: { value, currency } });
  for (const [value, currency] of [
    ['14.000', 'KWD'],
    ['14', 'KWD'],
    ['14.00', 'EUR'],
    ['1400', 'JPY'],
  ] as const)
    assert.deepEqual(wrong(value, currency), []);
  assert.deepEqual(wrong('14.000', 'EUR'), [
    'total is "14.000": 3 digits after the point, EUR has 2',
  ]);
  assert.match(wrong('1.5', 'JPY')[0] ?? '', /JPY has 0/);
  assert.match(wrong('1', 'ZZZ')[0] ?? '', /no currency to pay in/);
  assert.match(wrong('1', 'XAU')[0] ?? '', /no currency to pay in/);
});

test('what looks secret or personal is found by name and by form, and not repeated', () => {
  const found = secretsIn({
    customer: { email: 'a@b.example' },
    order: { description: 'Bearer abcdefghijklmnop' },
    items: [{ note: 'sk_live_0123456789' }],
    state: 'created',
  });
  assert.deepEqual(found, [
    'customer has the name of something that is not for the page',
    'customer.email has the name of something that is not for the page',
    'order.description looks like a key or a token',
    'items[0].note looks like a key or a token',
  ]);
});

test('a redirect is judged by the policy of the widget', () => {
  assert.deepEqual(wrongRedirect({ method: 'GET', url: 'https://pay.example/a' }), []);
  assert.deepEqual(wrongRedirect({ method: 'GET', url: 'http://localhost:5174/a' }), []);
  assert.deepEqual(wrongRedirect({ method: 'POST', url: 'https://pay.example/', fields: {} }), []);
  const wrong = [
    { method: 'GET', url: 'http://pay.example/a?token=abc' },
    { method: 'GET', url: '/pay' },
    { method: 'GET', url: 'https://a:b@pay.example/' },
    { method: 'GET', url: 'https://pay.example/', fields: {} },
    { method: 'POST', url: 'https://pay.example/' },
  ] as const;
  assert.deepEqual(
    wrong.map((redirect) => wrongRedirect(redirect).join()),
    [
      'redirect.url is http: of pay.example',
      'redirect.url is no absolute URL',
      'redirect.url has a user name or a password',
      'redirect.fields are there with GET',
      'redirect.fields are missing with POST',
    ],
  );
});
