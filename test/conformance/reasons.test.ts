import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, faultsOf, idsOf, openBackend, reasonOf, type Lie } from './fixture.js';
import { body, change, fields, isCancel, headers, isRead, refusal } from './lie.js';
import { checkBackend } from '../../src/conformance/index.js';
import { CLIENT_KEY, PUBLIC_URL } from '../support/shop.js';

test('on a session that has ended no start is judged', async () => {
  const { shop, sessionId } = await openBackend();
  await shop.cancel(sessionId);
  const options = { backendUrl: PUBLIC_URL, clientKey: CLIENT_KEY, sessionId };
  const asked = await checkBackend({ ...options, fetch: shop.checkout.fetch });
  assert.deepEqual(faultsOf(asked), []);
  assert.match(reasonOf(asked, 'start.unknown_method') ?? '', /is canceled: give one that is open/);
  const paid = await checkBackend({ ...options, fetch: shop.checkout.fetch, pay: true });
  assert.deepEqual(faultsOf(paid), [
    'pay.possible: the session is canceled: nothing can be begun on it',
  ]);
});

test('a method that cannot be used is told with those that can', async () => {
  const report = await check({ pay: true, paymentMethod: 'ottu:nothing' });
  const [fault = ''] = faultsOf(report);
  assert.match(fault, /^pay\.possible: the method "ottu:nothing" cannot be used; .*ottu:knet/);
  assert.match(reasonOf(report, 'cancel.answer') ?? '', /earlier fault/);
});

test('a bare session leaves a reason where it has nothing to be judged', async () => {
  const report = await check({
    pay: true,
    shop: { providers: ['finrelay'] },
    session: { order: {}, terms: null, defaultPaymentMethod: null },
  });
  assert.deepEqual(faultsOf(report), []);
  assert.match(reasonOf(report, 'pay.terms') ?? '', /no terms/);
  assert.match(reasonOf(report, 'images.answer') ?? '', /no picture/);
  assert.match(reasonOf(report, 'pay.other_method') ?? '', /Only one method/);
  assert.match(reasonOf(report, 'cors.preflight') ?? '', /--origin/);
  assert.equal(reasonOf(report, 'pay.replay'), null);
});

test('a live attempt that cannot be canceled is no fault, and is told', async () => {
  const live: Lie = change(
    (seen) =>
      isCancel(seen) &&
      !seen.header('Origin') &&
      seen.header('Content-Type') === 'application/json',
    async (response, seen) => {
      if (response.status !== 200) return response;
      const { session } = (await response.clone().json()) as {
        readonly session: { readonly attempt: unknown };
      };
      const refused = await refusal(409, 'attempt_not_cancelable')(response, seen);
      return fields({ attempt: session.attempt })(refused, seen);
    },
  );
  const report = await check({ pay: true, lie: live });
  assert.deepEqual(faultsOf(report), []);
  assert.match(reasonOf(report, 'cancel.answer') ?? '', /cannot be canceled/);
  assert.match(report.notes.join('\n'), /still open/);
});

test('a field that the contract does not know is a note', async () => {
  const lie = change(isRead, fields({ shop_color: 'green', order_lines: [{ sku: 1 }] }));
  const report = await check({ lie });
  assert.deepEqual(faultsOf(report), []);
  assert.deepEqual(report.notes, [
    'The view has a field that the contract does not know: shop_color.',
    'The view has a field that the contract does not know: order_lines.',
  ]);
});

test('each wrong field is told by its path, and no value of it', async () => {
  const lie = change(
    isRead,
    body((json) => ({ ...json, amount: { value: 14, currency: 'KWD' }, order: { items: 'none' } })),
  );
  const faults = faultsOf(await check({ lie }));
  assert.match(faults[0] ?? '', /^session\.shape: .*order\.items is a string that does not fit/);
  assert.equal(faults[1], 'session.amounts: amount.value is a number');
  assert.equal(faults.length, 2);
});

test('a redirect is not followed', async () => {
  const away: Lie = (request, next) =>
    request.method === 'GET'
      ? Promise.resolve(Response.redirect(`${request.url}/`, 301))
      : next(request);
  const [fault] = faultsOf(await check({ lie: away }));
  assert.match(fault ?? '', /^session\.answer: GET \S+ answered 301 with a redirect$/);
});

test('a connection that is cut on a large body is no fault, any other silence is one', async () => {
  const cut = (when: (request: Request) => Promise<boolean>): Lie => {
    return async (request, next) => {
      if (!(await when(request))) return next(request);
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
      });
    };
  };
  const large = await check({
    lie: cut(async (request) => (await request.clone().text()).length > 99_999),
  });
  assert.deepEqual(faultsOf(large), []);
  assert.match(reasonOf(large, 'start.too_large') ?? '', /ECONNRESET: reset/);
  const always = await check({
    lie: cut((request) => Promise.resolve(request.method === 'PATCH')),
  });
  assert.deepEqual(idsOf(always, 'fault'), ['methods.status']);
});

test('many examples of one fault are cut short', async () => {
  const report = await check({ lie: change(() => true, headers({ 'Request-Id': null })) });
  const fault = report.facts.find(({ id }) => id === 'answers.request_id');
  assert.ok(fault?.verdict === 'fault');
  assert.equal(fault.did.length, 6);
  assert.match(fault.did.at(-1) ?? '', /^and \d+ more/);
});
