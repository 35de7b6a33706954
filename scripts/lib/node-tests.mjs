import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './run.mjs';

/** The test files below test/, as paths from the root, that `wanted` says yes to. */
export function testFiles(wanted) {
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && wanted(file))
    .sort();
}

/**
 * Runs files with node:test, which has no patterns on Node 20.
 * @returns {Promise<{ ok: boolean, passed: number, failed: number }>}
 */
export async function runNodeTests(name, files, { flags = [], env = {} } = {}) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const report = join(root, `.cache/totals-${name}.json`);
  rmSync(report, { force: true });
  const reporter = (file) => pathToFileURL(join(root, 'scripts/lib', file)).href;
  const reporters = [
    `--test-reporter=${reporter('brief.mjs')}`,
    '--test-reporter-destination=stdout',
    `--test-reporter=${reporter('totals.mjs')}`,
    `--test-reporter-destination=${report}`,
  ];
  const args = ['--import', 'tsx', '--test', ...reporters, ...flags, ...files];
  const { code } = await run(process.execPath, args, { env });
  return { ok: code === 0, ...JSON.parse(readFileSync(report, 'utf8')) };
}
