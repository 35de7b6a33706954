import { ensureDependencies } from '../setup.mjs';
import { run, Stop } from './run.mjs';

/** Runs a TypeScript file of the tests with the arguments of this command. */
export async function runLong(file) {
  await ensureDependencies();
  const { code } = await run(process.execPath, ['--import', 'tsx', file, ...process.argv.slice(2)]);
  if (code !== 0) throw new Stop('Something was violated: the seed and the story are above.');
}
