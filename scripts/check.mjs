/** Every check of the project, one after the other; the first that fails ends the run. */
import { build } from './build.mjs';
import { componentTests } from './components.mjs';
import { e2eTests } from './e2e.mjs';
import { isMain, main, runTool, Stop } from './lib/run.mjs';
import { checkManifest } from './manifest.mjs';
import { checkSize } from './size.mjs';
import { checkTypes } from './types.mjs';
import { unitTests } from './unit.mjs';

/** Runs a tool and shows what it said only when it failed. */
async function tool(file, args, what) {
  const { code, output } = await runTool(file, args, { quiet: true });
  if (code !== 0) throw new Stop(`${output}\n${what}`);
}

const STEPS = [
  ['types', checkTypes],
  ['lint', () => tool('eslint/bin/eslint.js', ['.', '--max-warnings=0'], 'Lint found faults.')],
  ['format', () => tool('prettier/bin/prettier.cjs', ['--check', '.'], 'Run npm run format.')],
  ['build', build],
  ['size', checkSize],
  ['manifest', checkManifest],
  ['unit tests', unitTests],
  ['component tests', () => componentTests()],
  ['journeys', e2eTests],
];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export async function check() {
  const started = performance.now();
  const totals = { passed: 0, failed: 0 };
  for (const [name, step] of STEPS) {
    const since = performance.now();
    console.log(`\n${name}…`);
    const result = await step();
    console.log(`${name}: ${result?.ok === false ? 'failed' : 'done'} in ${seconds(since)}`);
    totals.passed += result?.passed ?? 0;
    totals.failed += result?.failed ?? 0;
    if (result?.ok !== false) continue;
    console.log(`\n${totals.passed} passed, ${Math.max(totals.failed, 1)} failed`);
    process.exitCode = 1;
    return;
  }
  console.log(`\nAll checks done in ${seconds(started)}.`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
}

if (isMain(import.meta.url)) await main(check);
