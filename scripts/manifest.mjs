/** Writes custom-elements.json and checks that it says what a reader of the element needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, root, runTool, Stop } from './lib/run.mjs';

/** What the manifest must list for the element, each at least once. */
const NEEDED = ['attributes', 'events', 'cssParts', 'cssProperties'];

function elementIn(manifest) {
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  return declarations.find((declaration) => declaration.tagName === 'hpp-checkout');
}

export async function checkManifest() {
  const { code, output } = await runTool(
    '@custom-elements-manifest/analyzer/cem.js',
    ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'],
    { quiet: true },
  );
  if (code !== 0) throw new Stop(`The manifest could not be written:\n${output}`);
  const element = elementIn(JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')));
  if (element === undefined) throw new Stop('custom-elements.json does not list hpp-checkout.');
  const empty = NEEDED.filter((kind) => (element[kind] ?? []).length === 0);
  if (empty.length > 0) throw new Stop(`custom-elements.json lists no ${empty.join(', no ')}.`);
  console.log(NEEDED.map((kind) => `  ${kind}: ${element[kind].length}`).join('\n'));
}

if (isMain(import.meta.url)) await main(checkManifest);
