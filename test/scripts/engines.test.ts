import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findFirefox, readEngines } from '../../scripts/engines.mjs';
import { addUp, countTests } from '../../scripts/lib/component-totals.mjs';
import { isSnap } from '../../scripts/lib/executables.mjs';

const folder = mkdtempSync(join(tmpdir(), 'engines-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const program = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
};

test('engines are chosen by name, between parts of file names', () => {
  assert.deepEqual(readEngines(['list']), { engines: undefined, rest: ['list'] });
  assert.deepEqual(readEngines(['list', '--browser', 'webkit,firefox', 'paying']), {
    engines: ['webkit', 'firefox'],
    rest: ['list', 'paying'],
  });
});

test('an engine that is none is refused', () => {
  for (const args of [['--browser', 'opera'], ['--browser', 'webkit,'], ['--browser']])
    assert.throws(() => readEngines(args), /chromium, firefox, webkit/, args.join(' '));
});

test('a Firefox that is named wins, and a wrong name is an error', (t) => {
  const before = process.env['FIREFOX_PATH'];
  t.after(() => {
    if (before === undefined) delete process.env['FIREFOX_PATH'];
    else process.env['FIREFOX_PATH'] = before;
  });
  const file = program('my-firefox', '');
  process.env['FIREFOX_PATH'] = file;
  assert.equal(findFirefox(), file);
  process.env['FIREFOX_PATH'] = join(folder, 'none');
  assert.throws(findFirefox, /FIREFOX_PATH names/);
});

test('a script that starts a snap is told from a browser', () => {
  assert.equal(isSnap(program('wrapper', '#!/bin/sh\nexec /snap/bin/firefox "$@"\n')), true);
  assert.equal(isSnap(program('browser', '#!/bin/sh\nexec /usr/lib/firefox "$@"\n')), false);
});

const result = (passed: boolean, skipped = false) => ({ name: 'it', passed, skipped });

const session = (browser: string, tests: readonly object[], more: object = {}) => ({
  browser: { name: browser },
  passed: true,
  errors: [],
  testResults: { name: '', tests: [], suites: [{ name: 'suite', tests, suites: [] }] },
  ...more,
});

test('tests are counted per browser, through suites and files', () => {
  const totals = countTests([
    session('Chromium', [result(true), result(true)]),
    session('Chromium', [result(true)]),
    session('WebKit', [result(true), result(false)], { passed: false }),
    session('WebKit', [result(false, true)]),
  ]);
  assert.deepEqual(totals, {
    Chromium: { passed: 3, failed: 0, skipped: 0 },
    WebKit: { passed: 1, failed: 1, skipped: 1 },
  });
});

test('a file that did not start, or broke outside its tests, is a failure', () => {
  const error = { message: 'no module' };
  assert.deepEqual(
    countTests([
      session('Firefox', [], { passed: false, testResults: undefined }),
      session('Firefox', [result(true)], { errors: [error], passed: false }),
    ]),
    { Firefox: { passed: 1, failed: 2, skipped: 0 } },
  );
});

const total = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });

test('the sums hold every browser', () => {
  const sums = addUp({ Chromium: total(5), Firefox: total(4, 1), WebKit: total(3, 1, 1) }, 3);
  assert.deepEqual(sums, { agreed: true, passed: 12, failed: 2, skipped: 1 });
});

test('browsers disagree when one ran fewer tests, none, or did not run', () => {
  assert.equal(addUp({ Chromium: total(5), Firefox: total(4) }, 2).agreed, false);
  assert.equal(addUp({ Chromium: total(5), Firefox: total(0, 0, 5) }, 2).agreed, false);
  assert.equal(addUp({ Chromium: total(5) }, 2).agreed, false);
  assert.equal(addUp({}, 1).agreed, false);
});
