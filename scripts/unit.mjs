/** Runs the tests that need only Node; file names (or parts of them) as arguments choose some. */
import { isMain, main, Stop } from './lib/run.mjs';
import { runNodeTests, testFiles } from './lib/node-tests.mjs';

const ELSEWHERE = ['test/widget/', 'test/e2e/'];

export async function unitTests(chosen = []) {
  const files = testFiles(
    (file) =>
      !ELSEWHERE.some((folder) => file.startsWith(folder)) &&
      (chosen.length === 0 || chosen.some((part) => file.includes(part))),
  );
  return runNodeTests('unit', files);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { ok, passed, failed } = await unitTests(process.argv.slice(2));
    console.log(`${passed} passed, ${failed} failed`);
    if (!ok) throw new Stop('Some tests failed.');
  });
}
