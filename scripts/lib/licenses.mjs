import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const manifestOf = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));

/** A package and all that it depends on, each once. */
function withDependencies(names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name) || !existsSync(join(root, 'node_modules', name))) continue;
    seen.add(name);
    withDependencies(Object.keys(manifestOf(name).dependencies ?? {}), seen);
  }
  return [...seen].sort();
}

function licenseText(name) {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
}

/** Only in Lit's build for Node. */
const NOT_BUNDLED = ['@lit-labs/ssr-dom-shim'];

/** The notices of the packages whose code is inside the standalone scripts. Types hold no code. */
export function licenseNotices(names) {
  const notices = withDependencies(names)
    .filter((name) => !name.startsWith('@types/') && !NOT_BUNDLED.includes(name))
    .map((name) => {
      const { version, license } = manifestOf(name);
      return `${name} ${version} (${license})\n\n${licenseText(name) ?? `Licence: ${license}`}\n`;
    });
  const head = 'hpp-checkout.js and hpp-checkout.iife.js contain code of these packages.\n';
  return [head, ...notices].join(`\n${'-'.repeat(78)}\n\n`);
}
