import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';

/** Chromium refuses to run as root inside its own sandbox. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: true,
  concurrency: 2,
  // A safeguard against hanging, not a measure of speed: axe takes its time on a busy machine.
  testFramework: { config: { timeout: '20000' } },
  testsFinishTimeout: 300_000,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      // The same class fields as in the build: real ones would shadow the accessors of Lit.
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
        args,
        headless: true,
      },
    }),
  ],
  // The development build of Lit says that it is one.
  filterBrowserLogs: ({ args: [text] }) => !/Lit is in dev mode|<hpp-checkout>/.test(String(text)),
};
