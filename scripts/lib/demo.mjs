import { spawn } from 'node:child_process';
import { root, whenStopped } from './run.mjs';

/** Runs a program of the demo until it ends, or until this process is told to. */
export function runDemo(file, args = []) {
  const demo = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  whenStopped(() => demo.kill('SIGTERM'));
  demo.on('exit', (code) => process.exit(code ?? 0));
}
