/** Runs the component tests in a real browser through Web Test Runner. */
import { ensureBrowser } from './browser.mjs';
import { isMain, main, runTool, Stop } from './lib/run.mjs';
import { testFiles } from './lib/node-tests.mjs';

/** Web Test Runner's last line of totals, per browser: "| 12 passed, 1 failed". */
function readTotals(output) {
  // eslint-disable-next-line no-control-regex -- the colours of the terminal
  const plain = output.replaceAll(/\u001b\[[\d;]*m/g, '');
  const last = plain.match(/\d+ passed, \d+ failed/g)?.at(-1);
  const [passed = 0, failed = 0] = last?.match(/\d+/g)?.map(Number) ?? [];
  return { passed, failed };
}

export async function componentTests() {
  if (testFiles((file) => file.startsWith('test/widget/')).length === 0) {
    throw new Stop('There is no component test below test/widget.');
  }
  const { code, output } = await runTool('@web/test-runner/dist/bin.js', [], {
    env: { CHROME_PATH: await ensureBrowser() },
  });
  const totals = readTotals(output);
  return { ok: code === 0 && totals.passed > 0, ...totals };
}

if (isMain(import.meta.url)) {
  await main(async () => {
    if (!(await componentTests()).ok) throw new Stop('Some component tests failed.');
  });
}
