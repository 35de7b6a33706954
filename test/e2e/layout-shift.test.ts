import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { writeLook } from '../../demo/gallery/look.js';
import { DEFAULT_LOOK } from './support/gallery.js';
import { useWorld } from './support/world.js';

const world = useWorld();

/** What may come late, by the address that it is asked for. */
const LATE = {
  session: '**/gallery/api/*/sessions/*',
  words: '**/dist/parts/locale-*',
  code: '**/dist/parts/journey-*',
  pictures: '**/gallery/pictures/**',
  answer: '**/gallery/api/*/sessions/*/payments*',
} as const;

interface Box {
  readonly name: string;
  readonly at: readonly number[];
}

/** The page of one scene, on which everything comes when the test lets it. */
class LatePage {
  readonly #held = new Map<string, (() => void)[]>();

  private constructor(readonly page: Page) {}

  static async open(scene: string, lang = 'en'): Promise<LatePage> {
    const page = await world().browser.newPage({ viewport: { width: 500, height: 1600 } });
    const late = new LatePage(page);
    await page.addInitScript(recordShifts);
    for (const [what, url] of Object.entries(LATE))
      await page.route(url, (route) => late.#hold(what, route));
    const look = { ...DEFAULT_LOOK, lang, width: '480' };
    await page.goto(world().demo.url + writeLook(look, { scene }));
    return late;
  }

  async #hold(what: string, route: Route): Promise<void> {
    const held = this.#held.get(what) ?? [];
    this.#held.set(what, held);
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  }

  /** Lets come what was asked for. */
  async release(what: keyof typeof LATE): Promise<void> {
    await world().until(() => Promise.resolve((this.#held.get(what)?.length ?? 0) > 0));
    for (const go of this.#held.get(what) ?? []) go();
  }

  async shows(selector: string): Promise<void> {
    await this.page.locator(`hpp-checkout ${selector}`).first().waitFor();
    await this.page.evaluate(
      () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
    );
  }

  /** The code behind the list has come, with its styles. */
  async codeIsThere(): Promise<void> {
    await this.page.waitForFunction(
      () => document.querySelector('hpp-checkout')!.shadowRoot!.adoptedStyleSheets.length > 1,
    );
    await this.shows('[part=pay]');
  }

  async picturesAreThere(): Promise<void> {
    await this.shows('img:not([hidden])');
    await this.page.waitForFunction(() =>
      [...document.querySelector('hpp-checkout')!.shadowRoot!.querySelectorAll('img')].every(
        (image) => image.complete && !image.hidden,
      ),
    );
  }

  /** Where everything in header and list stands: each element that was there at the first call. */
  boxes(): Promise<Box[]> {
    return this.page.evaluate(() => {
      const kept = window as unknown as { watched?: Element[] };
      const root = document.querySelector('hpp-checkout')!.shadowRoot!;
      const selector = 'header, h2, h2 *, summary, fieldset, fieldset :not(img)';
      kept.watched ??= [...root.querySelectorAll(selector)];
      return kept.watched.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        const text = each.textContent.replace(/\s+/g, ' ').trim().slice(0, 30);
        return { name: `${each.localName} ${text}`, at: [x, y, width, height] };
      });
    });
  }

  shifts(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
  }
}

function recordShifts(): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      shifts.push(`${entry.value} after ${Math.round(entry.startTime)} ms`);
  }).observe({ type: 'layout-shift', buffered: true });
}

for (const lang of ['en', 'ar'])
  test(`with as many rows as methods, nothing shifts from the first paint on: ${lang}`, async () => {
    const late = await LatePage.open('list-reference', lang);
    await late.shows('[part=skeleton]');
    await late.release('session');
    if (lang !== 'en') await late.release('words');
    await late.shows('[part=pay]');
    const boxes = await late.boxes();
    await late.release('code');
    await late.codeIsThere();
    assert.deepEqual(await late.boxes(), boxes, 'when the code came');
    await late.release('pictures');
    await late.picturesAreThere();
    assert.deepEqual(await late.boxes(), boxes, 'when the pictures came');
    assert.deepEqual(await late.shifts(), []);
    await late.page.close();
  });

test('whatever is selected, nothing in the list moves', async () => {
  const late = await LatePage.open('list-many');
  await late.release('session');
  await late.shows('[part=pay]');
  const boxes = await late.boxes();
  await late.release('code');
  await late.codeIsThere();
  for (const row of await late.page.locator('hpp-checkout [part=method]').all()) {
    await row.click();
    assert.deepEqual(await late.boxes(), boxes, await row.innerText());
  }
  await late.page.close();
});

test('options of a method come below the list', async () => {
  const late = await LatePage.open('list-reference');
  await late.release('session');
  await late.release('code');
  await late.codeIsThere();
  const boxes = await late.boxes();
  await late.page.getByRole('radio', { name: /Credit card/ }).check();
  await late.shows('[part=save-card]');
  assert.deepEqual(await late.boxes(), boxes);
  await late.page.close();
});

for (const scene of ['failure-two', 'below-under-way', 'failure-other'])
  test(`news come below the list: ${scene}`, async () => {
    const late = await LatePage.open(scene);
    await late.release('session');
    await late.shows('[part=pay]');
    const boxes = await late.boxes();
    await late.release('code');
    await late.release('answer');
    await late.shows('[part=alert]');
    assert.deepEqual(await late.boxes(), boxes);
    await late.page.close();
  });
