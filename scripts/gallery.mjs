/** `npm run gallery`: every scene of the gallery in every look, to be looked at. Names choose some looks. */
import { ensureBrowser } from './browser.mjs';
import { build, isBuilt } from './build.mjs';
import { main, run, Stop } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  const CHROME_PATH = await ensureBrowser();
  if (!isBuilt()) await build();
  const args = [
    '--import',
    'tsx',
    'test/e2e/support/gallery-pictures.ts',
    ...process.argv.slice(2),
  ];
  const { code } = await run(process.execPath, args, { env: { CHROME_PATH } });
  if (code !== 0) throw new Stop('The gallery has faults.');
});
