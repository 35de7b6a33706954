/** Writes dist: the browser scripts, the modules, the declarations, notices and integrity hashes. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenseNotices } from './lib/licenses.mjs';
import { isMain, main, root, runTool, Stop } from './lib/run.mjs';

const dist = join(root, 'dist');
const MODES = ['lib', 'standalone', 'iife', 'parts'];
const DECLARATIONS = ['src/widget', 'src/server', 'src/node', 'src/conformance'];
const SOURCES = [
  'src',
  'scripts/build.mjs',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

async function bundle(mode) {
  const { code, output } = await runTool(
    'vite/bin/vite.js',
    ['build', '--mode', mode, '--logLevel', 'warn'],
    { quiet: true, env: { NODE_ENV: 'production' } },
  );
  if (code !== 0) throw new Stop(`The ${mode} build failed:\n${output}`);
  if (output.trim() !== '') console.log(output.trim());
}

async function declare(realm) {
  const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
  const { code, output } = await runTool(
    'typescript/bin/tsc',
    ['-p', `${realm}/tsconfig.json`, ...flags, '--rootDir', 'src', '--outDir', 'dist/types'],
    { quiet: true },
  );
  if (code !== 0) throw new Stop(`The declarations of ${realm} failed:\n${output}`);
}

/** Every file below a folder, as paths relative to it, with forward slashes. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/** What a page may load by a script tag: published with its sha384, for `integrity` attributes. */
function writeIntegrity() {
  const scripts = filesBelow(dist).filter(
    (file) => /^hpp-checkout(\.iife)?\.js$/.test(file) || file.startsWith('parts/'),
  );
  const hashes = scripts.map((file) => {
    const digest = createHash('sha384')
      .update(readFileSync(join(dist, file)))
      .digest('base64');
    return [file, `sha384-${digest}`];
  });
  writeFileSync(
    join(dist, 'integrity.json'),
    `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
  );
}

function newestChange(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(...filesBelow(path).map((file) => statSync(join(path, file)).mtimeMs));
}

/** True when dist is whole and nothing that it is made of changed since. */
export function isBuilt() {
  // The last file that a build writes.
  const stamp = join(dist, 'integrity.json');
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newestChange(join(root, source)) <= built);
}

export async function build() {
  rmSync(dist, { recursive: true, force: true });
  await Promise.all(MODES.map(bundle));
  await Promise.all(DECLARATIONS.map(declare));
  writeFileSync(join(dist, 'LICENSES.txt'), licenseNotices(['lit', 'zod']));
  writeIntegrity();
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await build();
    for (const file of filesBelow(dist).filter((name) => name.endsWith('.js'))) {
      console.log(`  dist/${file}: ${statSync(join(dist, file)).size.toLocaleString('en')} bytes`);
    }
  });
}
