import { minify } from 'terser';

/** Properties of lit and zod that only they themselves use. Ours are private to the language (`#`). */
const INTERNAL = /^_(?!_proto__)/;

/**
 * A second minifier after that of the build: it finds what the first one leaves, 2 % of the bytes, and
 * shortens the names of internal properties, the same way in each chunk of a build.
 */
export function terse() {
  let props;
  return {
    name: 'terse',
    async generateBundle({ format }, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const nameCache = { props };
        const { code } = await minify(chunk.code, {
          module: format === 'es',
          // No code here reads a property for what the reading does.
          compress: {
            passes: 4,
            keep_fargs: false,
            pure_getters: true,
            ecma: 2020,
            unsafe_arrows: true,
          },
          mangle: { properties: { regex: INTERNAL } },
          nameCache,
        });
        ({ props } = nameCache);
        chunk.code = code;
      }
    },
  };
}
