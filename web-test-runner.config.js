import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './scripts/browser.mjs';

export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: true,
  concurrency: 2,
  // The same tsconfig as everywhere: real class fields would shadow Lit's accessors.
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser() ?? undefined,
        args: ['--no-sandbox', '--disable-gpu'],
        headless: true,
      },
    }),
  ],
};
