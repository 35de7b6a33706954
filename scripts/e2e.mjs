/** Runs the journeys in real browsers; file names (or parts of them) as arguments choose some. */
import { build, isBuilt } from './build.mjs';
import { engineEnv, ensureEngines } from './engines.mjs';
import { isMain, main, Stop } from './lib/run.mjs';
import { runNodeTests, testFiles } from './lib/node-tests.mjs';

export async function e2eTests(chosen = []) {
  const files = testFiles(
    (file) =>
      file.startsWith('test/e2e/') &&
      (chosen.length === 0 || chosen.some((part) => file.includes(part))),
  );
  const paths = await ensureEngines();
  if (!isBuilt()) await build();
  // Two at once: a journey waits for pages more than it works.
  const flags = ['--test-concurrency=2', '--test-timeout=180000'];
  return runNodeTests('e2e', files, { flags, env: engineEnv(paths) });
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { ok, passed, failed } = await e2eTests(process.argv.slice(2));
    console.log(`${passed} passed, ${failed} failed`);
    if (!ok) throw new Stop('Some journeys failed.');
  });
}
