/** The gallery: every scene on one page, or one scene alone. */
import type { HppCheckout } from 'hpp-checkout';
import { applyLook, readLook, writeLook, type Look } from './look.js';
import { play } from './play.js';
import { isAlone, type Scene } from './scene.js';
import { GROUPS, SCENES } from './scenes.js';
import './world.js';

interface Looks {
  readonly themes: readonly string[];
  readonly languages: readonly string[];
}

const params = new URLSearchParams(location.search);
let look = readLook(params);
const playing: (() => Promise<void>)[] = [];
let turn = Promise.resolve();
const alone = SCENES.get(params.get('scene') ?? '');
// At once: a page that has loaded already cannot wait for a picture any more.
if (alone?.page?.loads !== undefined) document.body.append(endlessPicture());
const { themes, languages } = (await (await fetch('/gallery/looks')).json()) as Looks;
await applyLook(look, themes);

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The widget of a scene. It tells in `data-standing` which phase it came to. */
function widgetOf(scene: Scene): HppCheckout {
  const widget = Object.assign(document.createElement('hpp-checkout'), scene.properties);
  const attributes: Readonly<Record<string, string | null>> = {
    'client-key': 'pk_gallery',
    // One of its own: widgets of one session tell each other when they leave.
    'session-id': `gallery-session-of-scene-${scene.name}`,
    'backend-url': `/gallery/api/${scene.name}`,
    ...scene.attributes,
  };
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) widget.setAttribute(name, value);
  playing.push(async () => {
    const reached = await play(scene, widget);
    widget.dataset['standing'] = reached;
    window.frameElement?.setAttribute('data-standing', reached);
  });
  return widget;
}

/** A frame with the page of a scene that needs one. Who leaves it comes no further than here. */
function frameOf({ name, phase }: Scene): HTMLIFrameElement {
  const frame = element('iframe', { title: `Scene ${name}` });
  const load = () => (frame.src = writeLook(look, { scene: name }));
  // One after the other: a way out of the page that is begun ends the one that was under way.
  if (phase === 'leaving' || phase === 'departing')
    turn = turn.then(load).then(() => standing(frame));
  else load();
  return frame;
}

function standing(frame: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    new MutationObserver(() => resolve()).observe(frame, { attributeFilter: ['data-standing'] });
  });
}

function figureOf(scene: Scene): HTMLElement {
  const link = element('a', { href: writeLook(look, { scene: scene.name }) }, scene.name);
  const caption = element('figcaption', { lang: 'en', dir: 'ltr' }, link, ` ${scene.about}`);
  const figure = element('figure', {}, caption, isAlone(scene) ? frameOf(scene) : widgetOf(scene));
  figure.dataset['scene'] = scene.name;
  return figure;
}

function control(name: keyof Look, values: readonly string[]): HTMLElement {
  const options = values.map((value) =>
    element('option', { value, selected: value === look[name] }, value),
  );
  const select = element('select', { name }, ...options);
  select.onchange = () => {
    look = { ...look, [name]: select.value };
    history.replaceState(null, '', writeLook(look));
    // Words and direction are read anew; all else changes under the eyes.
    if (name === 'lang') location.reload();
    else void show(look);
  };
  return element('label', {}, `${name} `, select);
}

/** Puts a look on this page and on those in its frames. */
async function show(next: Look): Promise<void> {
  await applyLook(next, themes);
  for (const frame of document.querySelectorAll('iframe'))
    frame.contentWindow?.postMessage(next, location.origin);
}

function all(): Node[] {
  const found = (names: readonly string[]) => names.filter((name) => !themes.includes(name));
  const header = element(
    'header',
    { lang: 'en', dir: 'ltr' },
    element('h1', {}, 'Gallery'),
    element('p', {}, `${SCENES.size} scenes: every state that a shopper can meet.`),
    control('theme', [...found(['default', 'dark']), ...themes]),
    control('scheme', ['auto', 'light', 'dark']),
    control('lang', languages),
    control('width', ['280', '320', '480', 'wide']),
  );
  const groups = GROUPS.map(({ title, scenes }) =>
    element(
      'section',
      {},
      element('h2', { lang: 'en', dir: 'ltr' }, title),
      element('div', { className: 'scenes' }, ...scenes.map(figureOf)),
    ),
  );
  return [header, ...groups];
}

function one(scene: Scene): Node[] {
  const hppData = scene.page?.hppData;
  if (hppData) window.HppData = hppData;
  const heading = element('h1', { lang: 'en', dir: 'ltr' }, `Scene: ${scene.about}`);
  return [heading, widgetOf(scene)];
}

function endlessPicture(): HTMLElement {
  return element('img', { alt: '', hidden: true, src: '/gallery/never.svg' });
}

/** A frame is as high as what is in it. */
function fitFrame(frame: HTMLElement): void {
  document.documentElement.dataset['framed'] = '';
  addEventListener('message', ({ data, origin }: MessageEvent<Look>) => {
    if (origin === location.origin) void applyLook(data, themes);
  });
  new ResizeObserver(() => {
    frame.style.blockSize = `${document.body.scrollHeight}px`;
  }).observe(document.body);
}

declare global {
  interface Window {
    HppData?: { cancel_url?: string };
  }
}

const main = element('main', {}, ...(alone ? one(alone) : all()));
document.body.append(main);
if (alone && window.frameElement) fitFrame(window.frameElement as HTMLElement);
const script = alone?.page?.parts ? `/gallery/${alone.page.parts}` : '/dist';
await import(`${script}/hpp-checkout.js`);
await Promise.all(playing.map((start) => start()));
