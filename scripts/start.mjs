/** `npm start`: the demo shop and the sandboxes, from a fresh clone. */
import { runDemo } from './lib/demo.mjs';
import { main } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  const { build, isBuilt } = await import('./build.mjs');
  if (!isBuilt()) {
    console.log('Building…');
    await build();
  }
  runDemo('demo/main.ts');
});
