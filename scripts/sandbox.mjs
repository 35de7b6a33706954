/** `npm run sandbox`: the sandboxes of the providers without the shop, from a fresh clone. */
import { runDemo } from './lib/demo.mjs';
import { main } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  runDemo('demo/sandboxes/main.ts', process.argv.slice(2));
});
