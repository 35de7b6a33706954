/** `npm test`: from a fresh clone to a verdict. Gets all that it needs, then runs every check. */
import { ensureEngines } from './engines.mjs';
import { main } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  const engines = Object.entries(await ensureEngines());
  console.log(`Browsers: ${engines.map((each) => each.join(' ')).join(', ')}`);
  const { check } = await import('./check.mjs');
  await check();
});
