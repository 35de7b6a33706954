import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project. Every script works from here, wherever it was called. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What stops a run with one line that says what to do; anything else is a bug and shows its stack. */
export class Stop extends Error {}

/**
 * Runs a program in the project's folder and waits for it.
 * `quiet` keeps its output back; the answer always holds what it wrote.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { quiet = false, env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      shell,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (target) => (chunk) => {
      output += chunk;
      if (!quiet) target.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs another tool of node_modules with this very Node, so that no shell or PATH is needed. */
export function runTool(file, args, options) {
  return run(process.execPath, [`node_modules/${file}`, ...args], options);
}

/** Runs the body of a script: a `Stop` ends it with one line, without a stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** True when this file was started by itself and not imported. */
export function isMain(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
}

/**
 * Calls `stop` when this process is told to end, and when npm, which does not pass a termination
 * on, has ended above it.
 */
export function whenStopped(stop) {
  process.on('SIGTERM', stop);
  // The terminal sends an interrupt to the children as well; they end by themselves.
  process.on('SIGINT', () => undefined);
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), 1000).unref();
}
