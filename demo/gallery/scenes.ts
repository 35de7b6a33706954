import type { Scene, SceneGroup } from './scene.js';
import { CHOICES, LEADING_ON } from './scenes/choices.js';
import { CONFIRMING, SETTLED } from './scenes/ends.js';
import { CANCELING, PAYING } from './scenes/journey.js';
import { BEFORE, LIST } from './scenes/list.js';
import { ABOVE, BELOW } from './scenes/notices.js';
import { TROUBLE } from './scenes/trouble.js';

/** Everything that a shopper can see. Whoever adds a state adds its scene to one of these. */
export const GROUPS: readonly SceneGroup[] = [
  BEFORE,
  LIST,
  CHOICES,
  ABOVE,
  BELOW,
  PAYING,
  CANCELING,
  CONFIRMING,
  SETTLED,
  LEADING_ON,
  TROUBLE,
];

export const SCENES: ReadonlyMap<string, Scene> = new Map(
  GROUPS.flatMap(({ scenes }) => scenes).map((scene) => [scene.name, scene]),
);
