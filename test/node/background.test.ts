import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBackground } from '../../src/node/background.js';
import { deferred } from '../server/handler/fixture.js';

test('it is settled when nothing runs', () => createBackground().settled());

test('it waits for failures too, and for work that work began', async () => {
  const { waitUntil, settled } = createBackground();
  const [first, second] = [deferred<null>(), deferred<null>()];
  waitUntil(first.promise.catch(() => waitUntil(second.promise)));
  waitUntil(Promise.reject(new Error('logged by its maker')));
  let done = false;
  const all = settled().then(() => (done = true));
  first.reject(new Error('x'));
  await new Promise(setImmediate);
  assert.equal(done, false);
  second.resolve(null);
  await all;
});
