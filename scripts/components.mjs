/**
 * Runs the component tests in Chromium, Firefox and WebKit through Web Test Runner.
 * `--browser firefox,webkit` chooses engines; file names (or parts of them) choose files.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { engineEnv, ensureEngines, readEngines } from './engines.mjs';
import { addUp } from './lib/component-totals.mjs';
import { isMain, main, root, runTool, Stop } from './lib/run.mjs';
import { testFiles } from './lib/node-tests.mjs';

const REPORT = join(root, '.cache/totals-components.json');

function readTotals() {
  return existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
}

const told = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

export async function componentTests({ engines, parts = [] } = {}) {
  const files = testFiles(
    (file) =>
      file.startsWith('test/widget/') &&
      (parts.length === 0 || parts.some((part) => file.includes(part))),
  );
  if (files.length === 0) throw new Stop('There is no such component test below test/widget.');
  const paths = await ensureEngines(engines);
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(REPORT, { force: true });
  const { code } = await runTool('@web/test-runner/dist/bin.js', ['--files', ...files], {
    env: { ...engineEnv(paths), ENGINES: Object.keys(paths).join(), TOTALS: REPORT },
  });
  const totals = readTotals();
  for (const [browser, total] of Object.entries(totals)) console.log(`${browser}: ${told(total)}`);
  const { agreed, passed, failed } = addUp(totals, Object.keys(paths).length);
  if (!agreed) console.log('Not every browser ran the same number of tests.');
  return { ok: code === 0 && failed === 0 && agreed, passed, failed };
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { engines, rest } = readEngines(process.argv.slice(2));
    if (!(await componentTests({ engines, parts: rest })).ok)
      throw new Stop('Some component tests failed.');
  });
}
