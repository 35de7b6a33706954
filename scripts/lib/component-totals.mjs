/** Counts, per browser, what Web Test Runner ran. */
import { writeFileSync } from 'node:fs';

const testsOf = (suite) => [...suite.tests, ...suite.suites.flatMap(testsOf)];

/**
 * Per browser: what passed, failed and was skipped. A file that did not even start, or that broke
 * outside its tests, counts as a failure.
 */
export function countTests(sessions) {
  const totals = {};
  for (const { browser, testResults, passed, errors = [] } of sessions) {
    const total = (totals[browser.name] ??= { passed: 0, failed: 0, skipped: 0 });
    const tests = testResults ? testsOf(testResults) : [];
    const failed = tests.filter((each) => !each.passed && !each.skipped).length;
    total.passed += tests.filter((each) => each.passed).length;
    total.skipped += tests.filter((each) => each.skipped).length;
    total.failed += failed === 0 && (!passed || errors.length > 0) ? 1 : failed;
  }
  return totals;
}

/**
 * Adds the browsers up. They agree when each ran some tests and all ran the same number of them.
 * @param {Record<string, { passed: number, failed: number, skipped: number }>} totals
 * @param {number} browsers how many should have run
 */
export function addUp(totals, browsers) {
  const each = Object.values(totals);
  const sum = (key) => each.reduce((whole, total) => whole + total[key], 0);
  const ran = new Set(each.map(({ passed, failed, skipped }) => passed + failed + skipped));
  const agreed = each.length === browsers && ran.size === 1 && each.every((one) => one.passed > 0);
  return { agreed, passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** @returns {import('@web/test-runner').Reporter} */
export function totalsReporter(file) {
  return {
    onTestRunFinished: ({ sessions }) =>
      writeFileSync(file, JSON.stringify(countTests([...sessions]))),
  };
}
