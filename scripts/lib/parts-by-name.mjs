import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WIDGET = fileURLToPath(new URL('../../src/widget/', import.meta.url));
const SOURCE = `${WIDGET}on-demand.ts`;
const VIRTUAL = '\0on-demand';

/** The files that the module loads: `locales/ar`, `remedies` ... */
const files = [...readFileSync(SOURCE, 'utf8').matchAll(/import\('\.\/(.+?)\.js'\)/g)].map(
  ([, file]) => file,
);

/** Changes when a word of them does. It stands in their names, so that they can be cached for ever. */
const key = files
  .reduce((hash, file) => hash.update(readFileSync(`${WIDGET}${file}.ts`)), createHash('sha256'))
  .digest('hex')
  .slice(0, 8);

/** What the build of the parts makes of which file. */
export const namedParts = Object.fromEntries(
  files.map((file) => [
    `parts/${file.replace('locales/', 'locale-')}-${key}`,
    `${WIDGET}${file}.ts`,
  ]),
);

/** A URL built out of the name: one import for each language would be bytes of the first screen. */
const LOAD = {
  standalone: `import(/* @vite-ignore */ \`./parts/\${name}-${key}.js\`)`,
  // A classic script has no `import.meta`: where it came from is known only while it starts.
  iife: `import(/* @vite-ignore */ new URL(\`parts/\${name}-${key}.js\`, source))`,
};

/** Lets a script fetch the parts that have a name from the folder `parts` beside it. */
export function partsByName(mode) {
  return {
    name: 'parts-by-name',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('/on-demand.js') ? VIRTUAL : null),
    load(id) {
      if (id !== VIRTUAL) return null;
      return [
        mode === 'iife' ? 'const source = document.currentScript?.src;' : '',
        // Asynchronous, so that a URL that cannot be built is a rejection, too.
        `const load = async (name) => ${LOAD[mode]};`,
        'export const loadLocale = (name) => load("locale-" + name);',
        'export const loadRemedies = () => load("remedies");',
        'export const loadQr = () => load("qr");',
      ].join('\n');
    },
  };
}
