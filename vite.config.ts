import { defineConfig, type UserConfig } from 'vite';
import { compiledAtOnce } from './scripts/lib/compiled-at-once.mjs';
import { flattenTemplates } from './scripts/lib/flatten-templates.mjs';
import { journeyInside } from './scripts/lib/journey-inside.mjs';
import { leanLibraries } from './scripts/lib/lean-libraries.mjs';
import { namedParts, partsByName } from './scripts/lib/parts-by-name.mjs';
import { partsShareLoader } from './scripts/lib/parts-share-loader.mjs';
import { terse } from './scripts/lib/terse.mjs';

/**
 * Four builds of one source. `lib`: the modules that a bundler or a server imports; lit, zod and
 * the server's libraries stay imports. `standalone`: one module script that brings all it needs and
 * loads further parts on demand. `iife`: the same as one classic script. `parts`: what both
 * of these load by name, such as the words of a language.
 */
const LIB_ENTRIES = {
  index: 'src/index.ts',
  define: 'src/define.ts',
  'server/index': 'src/server/index.ts',
  'server/memory': 'src/server/store/memory.ts',
  'server/ottu': 'src/server/gateways/ottu/gateway.ts',
  'server/finrelay': 'src/server/gateways/finrelay/gateway.ts',
  'server/optty': 'src/server/gateways/optty/gateway.ts',
  'server/paymentoptions': 'src/server/gateways/paymentoptions/gateway.ts',
  'server/postpay': 'src/server/gateways/postpay/gateway.ts',
  'server/node': 'src/node/index.ts',
  'server/node-embedded': 'src/node/embedded-store.ts',
  'server/node-postgres': 'src/node/postgres-store.ts',
  conformance: 'src/conformance/index.ts',
  cli: 'src/cli/main.ts',
};

const EXTERNAL =
  /^(?:lit|zod|uqr|hono|jose|currency-codes|pg|@hono\/node-server|@electric-sql\/pglite)(?:\/|$)|^node:/;

const COMMON = {
  target: 'es2022',
  outDir: 'dist',
  emptyOutDir: false,
  reportCompressedSize: false,
};

function lib(): UserConfig {
  return {
    publicDir: false,
    build: {
      ...COMMON,
      minify: false,
      lib: { entry: LIB_ENTRIES, formats: ['es'] },
      rolldownOptions: {
        external: EXTERNAL,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  };
}

/** `minify: true` on the output also drops whitespace and names, which the ES library mode keeps. */
const SMALL = { minify: true, comments: false } as const;

/** The second minifier takes most of the build's time, as it should. */
const CHECKS = { pluginTimings: false };

function standalone(): UserConfig {
  return {
    publicDir: false,
    plugins: [
      partsByName('standalone'),
      leanLibraries(),
      flattenTemplates(),
      terse(),
      partsShareLoader(),
      compiledAtOnce(),
    ],
    build: {
      ...COMMON,
      // Library mode, because the page mode wraps every dynamic import in a preload helper.
      lib: { entry: { 'hpp-checkout': 'src/define.ts' }, formats: ['es'] },
      rolldownOptions: {
        checks: CHECKS,
        // What the parts share with the first screen stays in it: no further request for the list.
        preserveEntrySignatures: 'allow-extension',
        output: {
          ...SMALL,
          entryFileNames: '[name].js',
          chunkFileNames: 'parts/[name]-[hash].js',
        },
      },
    },
  };
}

function iife(): UserConfig {
  return {
    publicDir: false,
    plugins: [partsByName('iife'), journeyInside(), leanLibraries(), flattenTemplates(), terse()],
    build: {
      ...COMMON,
      lib: { entry: 'src/define.ts', formats: ['iife'], name: 'HppCheckout' },
      rolldownOptions: {
        checks: CHECKS,
        // The entry exports nothing, so the name is not used: no global is left behind.
        output: {
          ...SMALL,
          entryFileNames: 'hpp-checkout.iife.js',
          codeSplitting: false,
        },
      },
    },
  };
}

function parts(): UserConfig {
  return {
    publicDir: false,
    plugins: [terse()],
    build: {
      ...COMMON,
      lib: { entry: namedParts, formats: ['es'] },
      rolldownOptions: { checks: CHECKS, output: { ...SMALL, entryFileNames: '[name].js' } },
    },
  };
}

const BUILDS: Readonly<Record<string, () => UserConfig>> = { lib, standalone, iife, parts };

export default defineConfig(({ mode }) => {
  const config = BUILDS[mode];
  if (config === undefined) {
    throw new Error(`Unknown mode "${mode}": use one of ${Object.keys(BUILDS).join(', ')}.`);
  }
  return config();
});
