import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FACT_IDS } from '../../src/conformance/facts.js';
import { check, faultsOf, idsOf, PAGE } from './fixture.js';

test('our own kit keeps every fact when a payment may be started', async () => {
  const report = await check({ pay: true, origin: PAGE });
  assert.deepEqual(faultsOf(report), []);
  assert.deepEqual(idsOf(report, 'not_checked'), []);
  assert.equal(report.ok, true);
});

test('without it, only what takes a payment is not checked', async () => {
  const report = await check({ origin: PAGE });
  assert.deepEqual(faultsOf(report), []);
  const open = FACT_IDS.filter((id) => /^(?:pay|cancel)\.|^problem\.(?:session|attempt)$/.test(id));
  assert.deepEqual(idsOf(report, 'not_checked'), open);
});
