import type { Frame, Page } from 'playwright-core';
import { writeLook, type Look } from '../../../demo/gallery/look.js';

export const DEFAULT_LOOK: Look = { theme: 'default', scheme: 'light', lang: 'en', width: '320' };

/** A scene of the gallery as the page shows it. */
export interface Standing {
  readonly scene: string;
  /** The phase that its widget came to. */
  readonly phase: string;
}

/** How long the whole gallery may take to stand, in milliseconds. */
const PATIENCE = 240_000;

/** Opens the gallery and waits until every scene stands. */
export async function openGallery(page: Page, url: string, look: Look): Promise<Standing[]> {
  await page.goto(url + writeLook(look));
  await page.locator('figure').first().waitFor();
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('figure')].every((each) =>
        each.querySelector('[data-standing]'),
      ),
    null,
    { timeout: PATIENCE },
  );
  return page.locator('figure').evaluateAll((figures) =>
    figures.map((figure) => ({
      scene: figure.dataset['scene'] ?? '',
      phase: figure.querySelector<HTMLElement>('[data-standing]')?.dataset['standing'] ?? '',
    })),
  );
}

/** Changes theme, scheme and width by the controls of the page. */
export async function changeLook(page: Page, look: Look): Promise<void> {
  // Not by the driver, which waits for navigations that the scenes keep from their end.
  await page.evaluate((values) => {
    for (const name of ['theme', 'scheme', 'width'] as const) {
      const select = document.querySelector<HTMLSelectElement>(`select[name=${name}]`)!;
      select.value = values[name];
      select.dispatchEvent(new Event('change'));
    }
  }, look);
  const wanted = writeLook(look);
  for (const frame of page.frames())
    await frame.waitForFunction(
      (text) => document.documentElement.dataset['look'] === text,
      wanted,
    );
  // Frames are as high as what is in them, once that was drawn.
  await page.evaluate(
    () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
  );
}

/** The name of the scene that a frame shows; the gallery itself for the page around all. */
export const sceneIn = (frame: Frame): string =>
  new URL(frame.url()).searchParams.get('scene') ?? 'gallery';

/** All that is written and marked in the widgets of a frame: words, and the parts that are there. */
export function contents(frame: Frame): Promise<{ words: string; parts: string[] }[]> {
  return frame.locator('hpp-checkout').evaluateAll((widgets) =>
    widgets.map(({ shadowRoot }) => ({
      words: (shadowRoot?.textContent ?? '').replace(/\s+/g, ' '),
      parts: [...(shadowRoot?.querySelectorAll('[part]') ?? [])].flatMap((each) => [...each.part]),
    })),
  );
}
