import { readScenario, SCENARIO, type Scenario } from '../scenario.js';

/** The scenario of this browser, put on the page. */
export function applyScenario(): Scenario {
  const scenario = readScenario(document.cookie);
  wear(scenario.look);
  const { documentElement: html } = document;
  if (scenario.theme !== 'auto') html.dataset['theme'] = scenario.theme;
  html.dir = scenario.direction;
  return scenario;
}

/** Puts a sample theme over the shop's own look; `?look=dense` in the URL goes before the panel. */
function wear(chosen: Scenario['look']): void {
  const asked = new URLSearchParams(location.search).get('look');
  const look = SCENARIO.look.find((each) => each === asked) ?? chosen;
  if (look === 'shop') return;
  const sheet = { rel: 'stylesheet', href: `/themes/${look}.css` };
  document.head.append(Object.assign(document.createElement('link'), sheet));
}

/** `/many` where the shop offers fifty methods, else nothing. */
export const base = location.pathname.startsWith('/many/') ? '/many' : '';

/** The element with this id; the page is broken without it. */
export function byId<K extends keyof HTMLElementTagNameMap>(
  id: string,
  kind: K,
): HTMLElementTagNameMap[K] {
  return find(document, `${kind}#${id}`, kind);
}

/** The first element that matches, which has to be there. */
export function find<K extends keyof HTMLElementTagNameMap>(
  where: ParentNode,
  selector: string,
  _kind: K,
): HTMLElementTagNameMap[K] {
  const found = where.querySelector<HTMLElementTagNameMap[K]>(selector);
  if (found === null) throw new Error(`The page lacks ${selector}.`);
  return found;
}

export const dinars = (fils: number): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'KWD' }).format(fils / 1000);
