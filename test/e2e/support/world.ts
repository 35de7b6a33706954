import { after, before } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { silentLog, type StateChange } from 'hpp-checkout/server';
import { memoryStore } from 'hpp-checkout/server/memory';
import { startDemo, type Demo, type DemoOptions } from '../../../demo/server.js';
import { findBrowser } from '../../../scripts/browser.mjs';
import { Visitor, type VisitorOptions } from './visitor.js';

/** The demo and a browser, both of this test file alone. */
export interface World {
  readonly demo: Demo;
  readonly browser: Browser;
  /** What the merchant heard, in order. */
  readonly heard: readonly StateChange[];
  /** Lets time pass for the merchant's server. Milliseconds. */
  pass(ms: number): void;
  /** Asks again and again until it is so; fails after a while. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  /** A shopper with a browser profile of their own. Closed at the end of the file. */
  visitor(options?: VisitorOptions): Promise<Visitor>;
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Chromium with its back/forward cache, which the driver would turn off. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No browser: set CHROME_PATH.');
  return chromium.launch({
    executablePath,
    args: ARGS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}

/** How long anything may take that is under way already, in milliseconds. */
const PATIENCE = 15_000;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It did not come true: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A world that its caller closes: browser first, then demo. */
export async function openWorld(extend?: DemoOptions['extend']) {
  const heard: StateChange[] = [];
  let ahead = 0;
  const demo = await startDemo({
    port: 0,
    sandboxPort: 0,
    // Another site than the shop's localhost, as a real provider is.
    sandboxHost: '127.0.0.1',
    log: silentLog,
    checkout: {
      store: memoryStore(),
      onStateChange: (change) => void heard.push(change),
      now: () => Date.now() + ahead,
    },
    ...(extend && { extend }),
  });
  const browser = await launchBrowser();
  const world: World = {
    demo,
    browser,
    heard,
    pass: (ms) => void (ahead += ms),
    until,
    visitor: (options = {}) => Visitor.open(browser, demo, options),
  };
  return world;
}

/** Opens a world before the tests of a file and closes it after them. */
export function useWorld(extend?: DemoOptions['extend']): () => World {
  let world: World | undefined;
  before(async () => {
    world = await openWorld(extend);
  });
  after(async () => {
    await world?.browser.close();
    await world?.demo.close();
  });
  return () => {
    if (world === undefined) throw new Error('The world opens before the first test.');
    return world;
  };
}
