/**
 * `npm run dev`: the demo with every change at once. The widget is rebuilt when its source changes,
 * and the servers start again, on the kit's source instead of its build.
 */
import { spawn } from 'node:child_process';
import { build, isBuilt } from './build.mjs';
import { main, root, whenStopped } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

await main(async () => {
  await ensureDependencies();
  if (!isBuilt()) await build();
  const start = (args, env = {}) =>
    spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
  const children = [
    start(['node_modules/vite/bin/vite.js', 'build', '--mode', 'standalone', '--watch']),
    start(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'demo/main.ts'], {
      TSX_TSCONFIG_PATH: 'demo/tsconfig.json',
    }),
  ];
  const stop = () => children.forEach((child) => child.kill('SIGTERM'));
  whenStopped(stop);
  for (const child of children) child.on('exit', stop);
});
