/**
 * The byte budget of the first screen: everything that is fetched until the list is shown, which is
 * the standalone script with whatever it imports at once. Brotli, as a server would send it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { isMain, main, root, Stop } from './lib/run.mjs';

/** Bytes brotli. */
export const LIMIT = 16_000;
/** What fits into the first round trip of a fresh connection (ten packets). */
export const AIM = 14_000;
/** The classic script, which holds every view. */
export const CLASSIC_LIMIT = 24_000;

const STATIC_IMPORT = /\b(?:import|export)\b(?:[^'"()]*?\bfrom)?\s*["'](\.{1,2}\/[^"']+)["']/g;
/** Not those whose URL is built from a name. */
const DYNAMIC_IMPORT = /\bimport\(\s*["'`](\.{1,2}\/[^"'`$]+)["'`]\s*\)/g;

const read = (file) => readFileSync(join(root, 'dist', file));

export function brotliBytes(content) {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  }).length;
}

function importsOf(file, pattern) {
  const source = read(file).toString();
  return [...source.matchAll(pattern)].map(([, path]) => posix.join(dirname(file), path));
}

/** The entry and all that it imports statically. */
export function firstScreenFiles(entry = 'hpp-checkout.js') {
  const files = new Set([entry]);
  for (const file of files) for (const next of importsOf(file, STATIC_IMPORT)) files.add(next);
  return [...files];
}

/** What is loaded later, on demand. */
export function lazyFiles(first = firstScreenFiles()) {
  const all = new Set(first);
  for (const file of all) {
    for (const next of [...importsOf(file, DYNAMIC_IMPORT), ...importsOf(file, STATIC_IMPORT)]) {
      all.add(next);
    }
  }
  return [...all].filter((file) => !first.includes(file));
}

/** What is loaded by a name: the words of each language, of which a page needs one at most, ... */
export const namedFiles = () =>
  readdirSync(join(root, 'dist/parts'))
    .filter((file) => !file.startsWith('journey-'))
    .map((file) => `parts/${file}`);

const line = (name, bytes) =>
  console.log(`  ${name.padEnd(42)} ${bytes.toLocaleString('en').padStart(8)}`);

export function checkSize() {
  if (!existsSync(join(root, 'dist/hpp-checkout.js')))
    throw new Stop('No dist: run npm run build.');
  const first = firstScreenFiles();
  console.log('Bytes, brotli:');
  for (const file of first) line(file, brotliBytes(read(file)));
  const total = first.reduce((sum, file) => sum + brotliBytes(read(file)), 0);
  line(`first screen (limit ${LIMIT}, aim ${AIM})`, total);
  for (const file of lazyFiles(first))
    line(`on demand: ${basename(file)}`, brotliBytes(read(file)));
  for (const file of namedFiles()) line(`by name: ${basename(file)}`, brotliBytes(read(file)));
  const classic = brotliBytes(read('hpp-checkout.iife.js'));
  line(`hpp-checkout.iife.js (limit ${CLASSIC_LIMIT})`, classic);
  if (total > LIMIT) throw new Stop(`The first screen is ${total - LIMIT} bytes above its limit.`);
  if (classic > CLASSIC_LIMIT)
    throw new Stop(`The classic script is ${classic - CLASSIC_LIMIT} bytes above its limit.`);
}

if (isMain(import.meta.url)) await main(checkSize);
