import { minify } from 'terser';
import { brotliBytes } from '../size.mjs';

/** Properties of lit and zod that only they themselves use. Ours are private to the language (`#`). */
const INTERNAL = /^_(?!_proto__)/;

/** Ways to write the same code. Which of them packs best is chance: the build tries them. */
const STYLES = [
  {},
  { if_return: false },
  { sequences: false },
  { join_vars: false },
  { conditionals: false },
  { unsafe_methods: true },
];

/**
 * A second minifier after that of the build: it finds what the first one leaves, 2 % of the bytes, and
 * shortens the names of internal properties, the same way in each chunk of a build. Where a build is one
 * script alone, the smallest of several versions is taken.
 */
export function terse() {
  let props;
  const written = async (code, format, style) => {
    const nameCache = { props };
    const result = await minify(code, {
      module: format === 'es',
      // No code here reads a property for what the reading does.
      compress: {
        passes: 4,
        keep_fargs: false,
        pure_getters: true,
        ecma: 2020,
        unsafe_arrows: true,
        ...style,
      },
      mangle: { properties: { regex: INTERNAL } },
      nameCache,
    });
    return { code: result.code, props: nameCache.props };
  };
  return {
    name: 'terse',
    async generateBundle({ format }, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const versions = [];
        for (const style of format === 'iife' ? STYLES : STYLES.slice(0, 1))
          versions.push(await written(chunk.code, format, style));
        const sizes = versions.map(({ code }) => brotliBytes(code));
        ({ code: chunk.code, props } = versions[sizes.indexOf(Math.min(...sizes))]);
      }
    },
  };
}
