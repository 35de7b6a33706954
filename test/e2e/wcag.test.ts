import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { SCENARIO } from '../../demo/scenario.js';
import { SCENES } from '../../demo/gallery/scenes.js';
import { changeLook, DEFAULT_LOOK, openGallery } from './support/gallery.js';
import { useWorld } from './support/world.js';
import {
  bringMeasures,
  dressWidgets,
  faultsOf,
  setTextSize,
  stackScenes,
  undressWidgets,
  type Measured,
} from './support/wcag.js';

/**
 * Success criteria of WCAG 2.2 that can be measured, on every scene of the gallery at once.
 * docs/accessibility.md names these tests.
 */

const world = useWorld();
let page: Page;

const DESKTOP = { width: 1280, height: 800 };
/** What is left of 1280 by 1024 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };

/** The values of WCAG 1.4.12, as a style sheet of the shopper's sets them. */
const SPACING = `
  * {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
  }
  p {
    margin-block-end: 2em !important;
  }`;

const clean = async (...measures: readonly Measured[]): Promise<void> => {
  for (const measure of measures) assert.deepEqual(await faultsOf(page, measure), [], measure);
};

describe('in every scene', () => {
  before(async () => {
    page = await world().browser.newPage({ viewport: DESKTOP, reducedMotion: 'reduce' });
    await bringMeasures(page);
    // As it is by itself, without any theme.
    await openGallery(page, world().demo.url, { ...DEFAULT_LOOK, theme: 'none' });
    await stackScenes(page);
  });

  test('of the gallery the widget is measured', async () => {
    const measured = await faultsOf(page, 'scenes');
    assert.deepEqual(measured.sort(), [...SCENES.keys()].sort());
  });

  test('at 400 % nothing is cut off, and nothing scrolls sideways', async () => {
    await page.setViewportSize(ZOOMED);
    await clean('loss');
  });

  test('at 400 % the focus is seen and not covered, and moves nothing by itself', async () => {
    await page.setViewportSize(ZOOMED);
    await clean('hiddenFocus');
  });

  for (const [name, size] of Object.entries({ '100 %': DESKTOP, '400 %': ZOOMED }))
    test(`wide text spacing loses nothing, at ${name}`, async () => {
      await page.setViewportSize(size);
      await dressWidgets(page, SPACING);
      await clean('loss');
      await undressWidgets(page);
    });

  test('text of twice the size loses nothing', async () => {
    await page.setViewportSize(DESKTOP);
    await setTextSize(page, 32);
    await clean('loss');
    await setTextSize(page, 16);
  });

  test('the order of the focus is that of the screen', async () => {
    await clean('strayStops');
  });

  test('every control has a name that holds its visible words', async () => {
    await clean('unspokenLabels');
  });

  test('nothing appears by pointing or focus alone', async () => {
    await clean('tips');
  });

  test('only the sign of waiting turns, and stands still where less motion is wished', async () => {
    await clean('movement');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const moving = await faultsOf(page, 'movement');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.ok(moving.includes('confirming: spin'));
    assert.deepEqual([...new Set(moving.map((each) => each.replace(/^.*: /, '')))], ['spin']);
  });

  test('forced colours keep text, fields, the selection and the focus apart', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await clean('faintText', 'faintShapes', 'loss');
    await page.emulateMedia({ forcedColors: 'none' });
  });

  for (const theme of SCENARIO.look.filter((look) => look !== 'shop'))
    for (const scheme of ['light', 'dark'])
      test(`contrast and size of targets are enough in the ${theme} theme, ${scheme}`, async () => {
        await changeLook(page, { ...DEFAULT_LOOK, theme, scheme });
        await clean('faintText', 'faintShapes', 'smallTargets');
      });
});
