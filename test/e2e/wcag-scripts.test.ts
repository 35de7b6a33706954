import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityFaultsInFrames } from './support/axe.js';
import { DEFAULT_LOOK, openGallery } from './support/gallery.js';
import { useWorld } from './support/world.js';
import { bringMeasures, faultsOf, speak, stackScenes } from './support/wcag.js';

/** One language for each way of writing. Latin and Arabic letters: gallery.test.ts, in every scene. */
const SCRIPTS = {
  Arabic: 'ar',
  Hebrew: 'he',
  Cyrillic: 'uk',
  Devanagari: 'hi',
  'simplified Han': 'zh-Hans',
  'traditional Han': 'zh-Hant',
  Japanese: 'ja',
  Hangul: 'ko',
  Thai: 'th',
  'Latin with long words': 'de',
} as const;

/** One scene for every screen: what differs in its words alone is left out. */
const MAJOR = [
  'list-rich',
  'list-details',
  'list-reasons',
  'praised',
  'instalments',
  'terms-missed',
  'more',
  'hand-off',
  'countdown',
  'above-under-way',
  'above-declined',
  'below-under-way',
  'failure-changed',
  'failure-other',
  'asking-cancel',
  'warning',
  'leaving',
  'leaving-blocked',
  'parting-live',
  'parting-unknown',
  'departing',
  'confirming',
  'stalled',
  'review',
  'paid-in-part',
  'refunded',
  'failed-suspected-fraud',
  'expired',
  'paid-auto-return',
  'misconfigured',
  'broken-offline',
];

const world = useWorld();

describe('from list to result', () => {
  let page: Page;

  before(async () => {
    const viewport = { width: 320, height: 640 };
    page = await world().browser.newPage({ viewport, reducedMotion: 'reduce' });
    page.setDefaultTimeout(15_000);
    await bringMeasures(page);
    await openGallery(page, world().demo.url, DEFAULT_LOOK);
    await stackScenes(page);
    const left = await page.locator('figure').evaluateAll((figures, wanted) => {
      for (const figure of figures)
        if (!wanted.includes(figure.dataset['scene'] ?? '')) figure.remove();
      return document.querySelectorAll('figure').length;
    }, MAJOR);
    assert.equal(left, MAJOR.length);
  });

  for (const [script, lang] of Object.entries(SCRIPTS))
    test(`in ${script} letters every screen is accessible and says its language`, async () => {
      await speak(page, lang);
      assert.deepEqual((await faultsOf(page, 'scenes')).sort(), MAJOR.toSorted());
      assert.deepEqual(new Set(await faultsOf(page, 'languages')), new Set([lang]));
      assert.deepEqual(await faultsOf(page, 'loss'), []);
      assert.deepEqual(await faultsOf(page, 'strayStops'), []);
      assert.deepEqual(await accessibilityFaultsInFrames(page), []);
    });
});
