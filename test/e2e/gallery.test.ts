import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAILURE_REASONS } from '../../src/contract/attempt.js';
import { UNAVAILABLE_REASONS } from '../../src/contract/payment-method.js';
import { SESSION_STATES } from '../../src/contract/payment-session.js';
import { SCENES } from '../../demo/gallery/scenes.js';
import { en } from '../../src/widget/locales/en.js';
import { enJourney } from '../../src/widget/locales/en-journey.js';
import { OUTCOMES, type Phase } from '../../src/widget/session/state.js';
import { accessibilityFaultsInFrames } from './support/axe.js';
import { changeLook, contents, DEFAULT_LOOK, openGallery } from './support/gallery.js';
import { useWorld } from './support/world.js';

const world = useWorld();

/** By the type: a phase that is missing here, or is none, does not compile. */
const PHASES: Readonly<Record<Phase, true>> = {
  configuring: true,
  misconfigured: true,
  loading: true,
  broken: true,
  choosing: true,
  asking: true,
  starting: true,
  warning: true,
  leaving: true,
  asking_cancel: true,
  canceling: true,
  parting: true,
  departing: true,
  confirming: true,
  settled: true,
};

/** Said in the words of the first screen: the code that has these could not be had. */
const NEVER_SAID = ['failure.module_not_loaded'];

/** What scenes are sent, as text to look for names in. */
const sent = (phase: Phase): string =>
  JSON.stringify([...SCENES.values()].filter((scene) => scene.phase === phase));

for (const [direction, lang] of Object.entries({ ltr: 'en', rtl: 'ar' }))
  test(`every scene stands and has no accessibility fault, light and dark, ${direction}`, async () => {
    const page = await world().browser.newPage({ reducedMotion: 'reduce' });
    const standing = await openGallery(page, world().demo.url, { ...DEFAULT_LOOK, lang });
    const wanted = [...SCENES.values()].map(({ name, phase }) => ({ scene: name, phase }));
    assert.deepEqual(standing, wanted);
    assert.deepEqual(await accessibilityFaultsInFrames(page), []);
    await changeLook(page, { ...DEFAULT_LOOK, lang, theme: 'dark' });
    assert.deepEqual(await accessibilityFaultsInFrames(page), []);

    const widgets = (await Promise.all(page.frames().map(contents))).flat();
    const parts = new Set(widgets.flatMap((widget) => widget.parts));
    assert.deepEqual(
      OUTCOMES.filter((outcome) => !parts.has(outcome)),
      [],
      'outcomes without a scene',
    );
    if (lang !== 'en') return page.close();
    const words = widgets.map((widget) => widget.words).join('\n');
    const unseen = Object.entries({ ...en, ...enJourney }).filter(
      ([key, text]) => /^(failure|reason|unavailable)\./.test(key) && !words.includes(String(text)),
    );
    assert.deepEqual(
      unseen.map(([key]) => key),
      NEVER_SAID,
      'words without a scene',
    );
    return page.close();
  });

test('every phase has a scene', () => {
  const shown = new Set([...SCENES.values()].map(({ phase }) => phase));
  assert.deepEqual([...shown].sort(), Object.keys(PHASES).sort());
});

test('every reason for a failure has a scene in the list and one at the end', () => {
  for (const phase of ['choosing', 'settled'] as const)
    assert.deepEqual(
      FAILURE_REASONS.filter((reason) => !sent(phase).includes(`"failure_reason":"${reason}"`)),
      [],
    );
});

test('every reason for which a method is not available has a scene', () => {
  assert.deepEqual(
    UNAVAILABLE_REASONS.filter((reason) => !sent('choosing').includes(`"${reason}"`)),
    [],
  );
});

test('no scene ends in a state that the contract does not have', () => {
  const named = [...sent('settled').matchAll(/"state":"(\w+)","review"/g)].map(
    ([, state]) => state,
  );
  assert.deepEqual(
    named.filter((state) => !SESSION_STATES.some((each) => each === state)),
    [],
  );
});
