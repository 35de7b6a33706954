import { launch, TimeoutError, type ElementHandle } from 'puppeteer-core';
import type { Browser } from 'playwright-core';
import { findFirefox, findWebKit } from '../../../scripts/engines.mjs';
import { startWebKit } from '../../../scripts/lib/webkit.mjs';

/** One window of a browser, steered in the way that all three engines can be. */
export interface Tab {
  go(url: string): Promise<void>;
  url(): Promise<string>;
  /** Runs the body of a function in the page. */
  run(body: string): Promise<unknown>;
  /** Presses the element that the body of a function finds, as a person does. */
  press(body: string): Promise<void>;
  /** The back button. */
  back(): Promise<void>;
  close(): Promise<void>;
}

/** An engine, or the reason why it is not here. */
export interface Engine {
  readonly name: string;
  readonly missing: string | false;
  open(chromium: Browser): Promise<Tab>;
}

const call = (body: string): string => `(() => { ${body} })()`;

const NOTHING = 'There is nothing to press: ';

async function openChromium(browser: Browser): Promise<Tab> {
  const context = await browser.newContext();
  const page = await context.newPage();
  return {
    go: async (url) => {
      await page.goto(url);
    },
    url: () => Promise.resolve(page.url()),
    run: (body) => page.evaluate(call(body)),
    press: async (body) => {
      const element = (await page.evaluateHandle<Element | null>(call(body))).asElement();
      if (element === null) throw new Error(NOTHING + body);
      await element.click();
    },
    back: async () => {
      await page.goBack({ waitUntil: 'commit' });
    },
    close: () => context.close(),
  };
}

/** Longer than a page takes that does load again, which would be a fault. */
const BACK_WAIT = 3000;

/** By WebDriver BiDi. */
async function openFirefox(): Promise<Tab> {
  const executablePath = findFirefox() ?? '';
  // A safeguard against hanging, no measure of speed.
  const browser = await launch({ browser: 'firefox', executablePath, timeout: 120_000 });
  const page = await browser.newPage();
  return {
    go: async (url) => {
      await page.goto(url);
    },
    // What the driver itself believes is still the page that was left, after Back.
    url: () => page.evaluate(() => location.href),
    run: (body) => page.evaluate(call(body)),
    press: async (body) => {
      const handle = await page.evaluateHandle(call(body));
      const element = handle.asElement() as ElementHandle | null;
      if (element === null) throw new Error(NOTHING + body);
      await element.click();
    },
    back: async () => {
      try {
        await page.goBack({ timeout: BACK_WAIT });
      } catch (error) {
        // It waits for a load, which there is none of out of the back/forward cache.
        if (!(error instanceof TimeoutError)) throw error;
      }
    },
    close: () => browser.close(),
  };
}

async function openWebKit(): Promise<Tab> {
  const { session, close } = await startWebKit(findWebKit() ?? '');
  return {
    go: (url) => session.go(url),
    url: () => session.url(),
    run: (body) => session.run(body),
    press: (body) => session.click(body),
    back: () => session.back(),
    close,
  };
}

export const ENGINES: readonly Engine[] = [
  { name: 'Chromium', missing: false, open: openChromium },
  {
    name: 'Firefox',
    missing: findFirefox() === null && 'Firefox is not here: node scripts/engines.mjs says why',
    open: openFirefox,
  },
  {
    name: 'WebKit',
    missing: findWebKit() === null && 'WebKit is not here: node scripts/engines.mjs says why',
    open: openWebKit,
  },
];
