/**
 * Takes the pictures of the README from the running demo. Not part of any check: run it by hand
 * after a change of the looks, and look at what it wrote.
 */
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { SCENARIO_COOKIE } from '../../demo/scenario.js';
import { openWorld } from '../e2e/support/world.js';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));

interface Picture {
  /** Pixels of the picture per pixel of the page: sharp enough, and below 150 kB. */
  readonly scale: number;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  /** Crops to the widget and this many pixels around it; null: the viewport. */
  readonly around: number | null;
}

const PICTURES: Readonly<Record<string, Picture>> = {
  'checkout-light': {
    colorScheme: 'light',
    viewport: { width: 880, height: 1270 },
    scale: 1,
    around: null,
  },
  'checkout-dark': {
    colorScheme: 'dark',
    viewport: { width: 880, height: 1270 },
    scale: 1,
    around: null,
  },
  'checkout-phone': {
    colorScheme: 'light',
    viewport: { width: 375, height: 900 },
    scale: 1.3,
    around: 12,
  },
};

mkdirSync(folder, { recursive: true });
const { demo, browser } = await openWorld();
for (const [name, { scale, colorScheme, viewport, around }] of Object.entries(PICTURES)) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: SCENARIO_COOKIE, value: '', url: demo.url }]);
  const page = await context.newPage();
  await page.goto(`${demo.url}/checkout?session_id=${await order(page)}`);
  const widget = page.locator('hpp-checkout');
  await widget.getByRole('button', { name: /^Pay .+ with / }).waitFor();
  await page.waitForLoadState('networkidle');
  // The switches of the demo are not part of a shop.
  await page.locator('body > *:not(header, main)').evaluateAll((all) => {
    for (const each of all) each.remove();
  });
  const box = await widget.boundingBox();
  const path = `${folder}${name}.png`;
  await page.screenshot({
    path,
    ...(around !== null &&
      box && {
        clip: {
          x: Math.max(0, box.x - around),
          y: Math.max(0, box.y - around),
          width: Math.min(viewport.width, box.width + 2 * around),
          height: box.height + 2 * around,
        },
        fullPage: true,
      }),
  });
  console.log(`docs/images/${name}.png: ${Math.ceil(statSync(path).size / 1000)} kB`);
  await context.close();
}
await browser.close();
await demo.close();

async function order(page: Page): Promise<string> {
  const answer = await page.request.post(`${demo.url}/orders`, {
    data: [
      { id: 'dallah', quantity: 1 },
      { id: 'finjan', quantity: 1 },
    ],
  });
  return ((await answer.json()) as { session_id: string }).session_id;
}
