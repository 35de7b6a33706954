import { readFileSync } from 'node:fs';

const TAG =
  /^ \* @(csspart|cssprop) (?:\[(.+?)=(.*?)\]|\[?([\w-]+)\]?) - ([^]+?)(?=\n \* @|\n \*\/|\n \*\n)/gm;
const LISTS = { csspart: 'cssParts', cssprop: 'cssProperties' };

/** The tags of `looks.ts` belong to the element, as if they stood in its doc block. */
const looks = {
  name: 'looks',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const source = readFileSync(new URL('src/widget/looks.ts', import.meta.url), 'utf8');
    const element = modules
      .flatMap(({ declarations = [] }) => declarations)
      .find(({ tagName }) => tagName === 'hpp-checkout');
    for (const [, tag, withDefault, value, name, text] of source.matchAll(TAG)) {
      (element[LISTS[tag]] ??= []).push({
        description: text.replaceAll(/\s*\n \*\s*/g, ' '),
        name: name ?? withDefault,
        ...(value && { default: value }),
      });
    }
  },
};

export default {
  globs: ['src/index.ts', 'src/define.ts', 'src/widget/**/*.ts'],
  exclude: ['src/widget/session/**', 'src/widget/view/**', 'src/widget/locales/**'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [looks],
};
