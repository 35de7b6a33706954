import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FACT_IDS } from '../../src/conformance/facts.js';
import { check, faultsOf, idsOf, PAGE } from './fixture.js';
import { LIES } from './lies.js';

for (const id of FACT_IDS) {
  test(`a backend that lies about ${id} has this fault and no other`, async () => {
    const report = await check({ lie: LIES[id](), pay: true, origin: PAGE });
    assert.deepEqual(idsOf(report, 'fault'), [id], faultsOf(report).join('\n'));
    assert.equal(report.ok, false);
  });
}
