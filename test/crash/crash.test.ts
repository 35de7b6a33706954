import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { figureLines, violationLines } from '../fleet/report.js';
import { crash } from './crash.js';

/** `npm run crash -- --kills 200` kills more often. */
const KILLS = { embedded: 10, postgres: 15 } as const;

describe('a backend that is killed at random moments of many checkouts', () => {
  for (const store of ['embedded', 'postgres'] as const) {
    it(`loses no payment and doubles none, ${store} store`, async (t) => {
      const report = await crash({ kills: KILLS[store], seed: 1, store });
      t.diagnostic(figureLines(report.figures));
      assert.equal(violationLines(report, report.story), '');
      const { kills = 0, charges = 0, sessions = 0 } = report.figures;
      assert.ok(kills >= KILLS[store] && sessions > 0 && charges > 0, 'something was at stake');
    });
  }
});
