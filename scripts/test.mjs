/** `npm test`: from a fresh clone to a verdict. Gets all that it needs, then runs every check. */
import { ensureBrowser } from './browser.mjs';
import { main } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  console.log(`Browser: ${await ensureBrowser()}`);
  const { check } = await import('./check.mjs');
  await check();
});
