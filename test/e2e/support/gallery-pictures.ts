/** Takes a picture of every scene in every look, one sheet for each look, and runs axe over all. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Look } from '../../../demo/gallery/look.js';
import { accessibilityFaultsInFrames } from './axe.js';
import { changeLook, DEFAULT_LOOK, openGallery } from './gallery.js';
import { cropPng, readPng } from './png.js';
import { openWorld } from './world.js';

const folder = fileURLToPath(new URL('../../../.cache/gallery/', import.meta.url));
const WIDTHS = ['320', '480'];
const LANGUAGES = { ltr: 'en', rtl: 'ar' };

const VIEW = { width: 2500, height: 1200 };

async function themesOf(url: string): Promise<string[]> {
  const { themes } = (await (await fetch(`${url}/gallery/looks`)).json()) as { themes: string[] };
  return [...new Set(['default', 'dark', ...themes])];
}

/** One sheet with all scenes, and a picture of each, cut out of it: to draw each anew takes minutes. */
async function takePictures(page: Page, name: string): Promise<number> {
  const path = `${folder}${name}.png`;
  const sheet = readPng(await page.screenshot({ path, fullPage: true, timeout: 120_000 }));
  const boxes = await page.locator('figure').evaluateAll((figures) =>
    figures.map((figure) => {
      const { x, y, width, height } = figure.lastElementChild!.getBoundingClientRect();
      return { scene: figure.dataset['scene'] ?? '', box: { x, y: y + scrollY, width, height } };
    }),
  );
  mkdirSync(folder + name);
  for (const { scene, box } of boxes)
    writeFileSync(`${folder}${name}/${scene}.png`, cropPng(sheet, box));
  return boxes.length;
}

/** Signs that turn would be drawn all the time. */
async function holdStill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Animation.enable');
  await session.send('Animation.setPlaybackRate', { playbackRate: 0 });
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const started = performance.now();
const only = process.argv.slice(2);
const world = await openWorld();
const themes = await themesOf(world.demo.url);
const faults: string[] = [];
const since = () => `${Math.round((performance.now() - started) / 1000)} s`;
let pictures = 0;
for (const [direction, lang] of Object.entries(LANGUAGES)) {
  const page = await world.browser.newPage({ viewport: VIEW, reducedMotion: 'reduce' });
  await holdStill(page);
  const standing = await openGallery(page, world.demo.url, { ...DEFAULT_LOOK, lang });
  for (const { scene, phase } of standing)
    if (phase.startsWith('failed')) faults.push(`${scene}: ${phase}`);
  for (const theme of themes)
    for (const width of WIDTHS) {
      const name = [theme, direction, width].join('-');
      if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
      const look: Look = { ...DEFAULT_LOOK, theme, lang, width };
      await changeLook(page, look);
      pictures += await takePictures(page, name);
      const found = await accessibilityFaultsInFrames(page);
      faults.push(...found.map((fault) => `${name}: ${fault}`));
      console.log(`${since()}: .cache/gallery/${name}.png`);
    }
  await page.close();
}
await world.browser.close();
await world.demo.close();
for (const fault of faults) console.log(fault);
console.log(`${pictures} pictures, ${faults.length} faults in ${since()}`);
if (faults.length > 0) process.exitCode = 1;
