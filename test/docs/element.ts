import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { root } from './markdown.js';

interface Named {
  readonly name: string;
  readonly default?: string;
}

/** The element as the custom-elements manifest describes it. */
export interface Element {
  readonly attributes: readonly Named[];
  readonly members: readonly (Named & {
    readonly kind: 'field' | 'method';
    readonly privacy?: string;
  })[];
  readonly events: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
}

interface Manifest {
  readonly modules: readonly {
    readonly declarations?: readonly (Element & { readonly tagName?: string })[];
  }[];
}

/** Writes a manifest beside the one of `npm run manifest`, which another run may be writing. */
export function describeElement(): Element {
  const folder = `.cache/manifest-${process.pid}`;
  const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
  const options = ['--config', 'custom-elements-manifest.config.mjs', '--quiet'];
  try {
    execFileSync(process.execPath, [analyzer, 'analyze', ...options, '--outdir', folder], {
      cwd: root,
    });
    const text = readFileSync(`${root}${folder}/custom-elements.json`, 'utf8');
    const { modules } = JSON.parse(text) as Manifest;
    const element = modules
      .flatMap(({ declarations = [] }) => declarations)
      .find(({ tagName }) => tagName === 'hpp-checkout');
    if (element === undefined) throw new Error('The manifest does not list hpp-checkout.');
    return element;
  } finally {
    rmSync(`${root}${folder}`, { recursive: true, force: true });
  }
}
