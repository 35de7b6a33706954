import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureLines, violationLines } from '../fleet/report.js';
import { concurrency } from './concurrency.js';

/** `npm run concurrency -- --sessions 1000` has more of them. */
const SESSIONS = 150;

test('four backends that fight over every session keep one charge of each and lose none', async (t) => {
  const report = await concurrency({ sessions: SESSIONS, seed: 1 });
  t.diagnostic(figureLines(report.figures));
  assert.equal(violationLines(report, report.story), '');
  const { sessions = 0, charges = 0 } = report.figures;
  assert.ok(sessions === SESSIONS && charges > SESSIONS / 3, 'something was at stake');
  assert.ok((report.figures['commits that came second'] ?? 0) > 0, 'the processes did meet');
});
