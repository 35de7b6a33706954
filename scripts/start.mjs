/** `npm start`: the demo shop and the sandboxes, from a fresh clone. */
import { spawn } from 'node:child_process';
import { main, root } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  const { build, isBuilt } = await import('./build.mjs');
  if (!isBuilt()) {
    console.log('Building…');
    await build();
  }
  const demo = spawn(process.execPath, ['--import', 'tsx', 'demo/main.ts'], {
    cwd: root,
    stdio: 'inherit',
  });
  // The terminal sends an interrupt to both; this one waits for the demo to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => demo.kill('SIGTERM'));
  demo.on('exit', (code) => process.exit(code ?? 0));
});
