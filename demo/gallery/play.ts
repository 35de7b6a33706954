import type { HppCheckout } from 'hpp-checkout';
import type { Act, Scene } from './scene.js';
import { pass, realNow } from './world.js';

/** Milliseconds after which a scene that does not come about counts as failed. */
const PATIENCE = 30_000;

/** Does what a scene is about and waits until it stands; tells the phase that was reached. */
export async function play(scene: Scene, widget: HppCheckout): Promise<string> {
  const { holds, acts = [], phase, shows } = scene;
  if (holds !== undefined) widget.addEventListener(holds, (event) => event.waitUntil(never));
  for (const act of acts) {
    await until(() => isPossible(act, scene, widget));
    perform(act, widget);
  }
  const stands = () =>
    widget.state === phase &&
    find(widget, shows ?? '.root > *') !== null &&
    isComplete(scene, widget);
  await until(stands);
  await until(() => images(widget).every((image) => image.complete));
  return stands() ? phase : `failed: ${widget.state}`;
}

const never = new Promise<void>(() => undefined);

const find = (widget: HppCheckout, selector: string): HTMLElement | null =>
  widget.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

const images = (widget: HppCheckout): HTMLImageElement[] => [
  ...(widget.shadowRoot?.querySelectorAll('img') ?? []),
];

/** The code behind the list is there, which brings its own styles; where there is an answer. */
const isComplete = ({ page, phase, reads = [] }: Scene, widget: HppCheckout): boolean =>
  page?.parts !== undefined ||
  phase === 'configuring' ||
  (widget.state === 'loading' && typeof reads[0] === 'string') ||
  (widget.shadowRoot?.adoptedStyleSheets.length ?? 0) > 1;

function isPossible(act: Act, scene: Scene, widget: HppCheckout): boolean {
  if (act === 'pay') return find(widget, '[part=pay]') !== null;
  if (act === 'cancel') return !['configuring', 'loading'].includes(widget.state);
  // Code that is on its way must not be overtaken by time, which is patient for so long only.
  return 'pass' in act ? isComplete(scene, widget) : find(widget, act.click) !== null;
}

function perform(act: Act, widget: HppCheckout): void {
  if (act === 'pay') widget.pay();
  else if (act === 'cancel') widget.cancel();
  else if ('pass' in act) pass(act.pass);
  else find(widget, act.click)?.click();
}

async function until(isSo: () => boolean): Promise<void> {
  const end = realNow() + PATIENCE;
  while (!isSo() && realNow() < end) await new Promise((next) => setTimeout(next, 16));
}
