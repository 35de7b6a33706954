import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { findFirefox, findWebKit } from './scripts/engines.mjs';
import { totalsReporter } from './scripts/lib/component-totals.mjs';
import { webkitLauncher } from './scripts/lib/webkit-launcher.mjs';

/** Chromium refuses to run as root inside its own sandbox. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** How long a browser may take to start on a busy machine, in milliseconds. */
const BROWSER_START = 120_000;

const LAUNCHERS = {
  chromium: () =>
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
        args,
        headless: true,
      },
    }),
  // By WebDriver BiDi, without a driver. Only the one page in front has the focus.
  firefox: () =>
    chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: {
        browser: 'firefox',
        executablePath: findFirefox(),
        headless: true,
        timeout: BROWSER_START,
      },
    }),
  webkit: () => webkitLauncher(findWebKit()),
};

const { ENGINES = 'chromium', TOTALS } = process.env;

export default {
  files: 'test/widget/**/*.test.ts',
  nodeResolve: true,
  concurrency: 2,
  concurrentBrowsers: 3,
  // Safeguards against hanging, no measures of speed: axe takes its time on a busy machine.
  testFramework: { config: { timeout: '20000' } },
  testsFinishTimeout: 300_000,
  browserStartTimeout: BROWSER_START,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      // The same class fields as in the build: real ones would shadow the accessors of Lit.
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: ENGINES.split(',').map((engine) => LAUNCHERS[engine]()),
  reporters: [defaultReporter(), ...(TOTALS === undefined ? [] : [totalsReporter(TOTALS)])],
  // The development build of Lit says that it is one.
  filterBrowserLogs: ({ args: [text] }) => !/Lit is in dev mode|<hpp-checkout>/.test(String(text)),
};
