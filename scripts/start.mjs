/** `npm start`: the demo shop and the sandboxes, from a fresh clone. */
import { spawn } from 'node:child_process';
import { main, root, whenStopped } from './lib/run.mjs';
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
  whenStopped(() => demo.kill('SIGTERM'));
  demo.on('exit', (code) => process.exit(code ?? 0));
});
