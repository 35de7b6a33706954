/**
 * Gets a fresh clone ready: the right Node and the locked dependencies. Imports only what Node
 * brings along, since nothing else may be there yet.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, root, run, Stop } from './lib/run.mjs';

/** The versions that the tools of this project run on (`engines` in package.json). */
export function assertNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits) throw new Stop(`Node ${version} is too old: install Node 20.19 or newer (or 22.12+).`);
}

const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** True when what npm installed is what the lock names (packages of other platforms aside). */
function dependenciesMatchLock() {
  const installedFile = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, installedFile))) return false;
  const installed = readJson(installedFile).packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.link || installed[path]?.version === entry.version,
  );
}

function runNpm(args) {
  // The npm that started this script is at hand as a file; that spares the shell.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], { quiet: true });
  return run('npm', args, { quiet: true, shell: process.platform === 'win32' });
}

export async function ensureDependencies() {
  assertNode();
  if (dependenciesMatchLock()) return;
  console.log('Installing the locked dependencies (npm ci)…');
  const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=warn']);
  if (code === 0) return;
  const reason = output.split('\n').find((line) => /npm error/.test(line)) ?? output.trim();
  throw new Stop(
    `npm ci failed: ${reason.replace(/^npm error\s*/, '')}. Run npm ci to see it all.`,
  );
}

if (isMain(import.meta.url)) await main(ensureDependencies);
