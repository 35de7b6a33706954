/**
 * What can be measured of the widgets of a page. It runs in the page: it imports nothing, and
 * `wcag.ts` puts it there. Each measure answers with its faults, one sentence each.
 */

type Measure = () => string[] | Promise<string[]>;

interface Widget extends HTMLElement {
  readonly state: string;
  readonly shadowRoot: ShadowRoot;
}

const CONTROLS =
  'button, a[href], input:not([type=hidden]), select, summary, [tabindex]:not([tabindex="-1"])';

const widgets = (): Widget[] => [...document.querySelectorAll<Widget>('hpp-checkout')];

const sceneOf = (widget: Widget): string =>
  widget.closest('figure')?.dataset['scene'] ??
  new URL(location.href).searchParams.get('scene') ??
  '';

const isSeen = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && element.closest('.status') === null;

/** The scenes that are measured here: a measure that sees none finds no fault. */
export const scenes: Measure = () => widgets().map(sceneOf);

/** WCAG 3.1.1 and 3.1.2: the languages that the card and the live region say they are in. */
export const languages: Measure = () =>
  widgets().flatMap(({ shadowRoot }) =>
    [...shadowRoot.querySelectorAll<HTMLElement>('.root, .status')].map(({ lang }) => lang),
  );

/** Every element of the widget that is seen. */
const elementsOf = ({ shadowRoot }: Widget): HTMLElement[] =>
  [...shadowRoot.querySelectorAll<HTMLElement>('.root, .root *')].filter(isSeen);

const controlsOf = ({ shadowRoot }: Widget): HTMLElement[] =>
  [...shadowRoot.querySelectorAll<HTMLElement>(CONTROLS)].filter(isSeen);

const nameOf = (element: Element): string => {
  const words = element.textContent.replace(/\s+/g, ' ').trim().slice(0, 30);
  return `${element.localName}[${element.getAttribute('part') ?? element.className}] ${words}`;
};

/** What a measure of one widget finds in all of them, with the scene in front. */
const inAll =
  (measure: (widget: Widget) => string[]): Measure =>
  () =>
    widgets().flatMap((widget) => measure(widget).map((fault) => `${sceneOf(widget)}: ${fault}`));

interface Words {
  readonly element: HTMLElement;
  readonly text: string;
  readonly boxes: readonly DOMRect[];
}

/** Every piece of text that is seen, with the boxes of its lines. */
function wordsOf(widget: Widget): Words[] {
  const found: Words[] = [];
  const walker = document.createTreeWalker(widget.shadowRoot, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!element || text === '' || !isSeen(element)) continue;
    if (element.closest('.icon, option, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    found.push({ element, text, boxes: [...range.getClientRects()] });
  }
  return found;
}

const TOLERANCE = 1.5;

const isWithin = (inner: DOMRect, outer: DOMRect): boolean =>
  inner.left >= outer.left - TOLERANCE &&
  inner.right <= outer.right + TOLERANCE &&
  inner.top >= outer.top - TOLERANCE &&
  inner.bottom <= outer.bottom + TOLERANCE;

const overlap = (one: DOMRect, other: DOMRect): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOLERANCE &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;

/** Nothing sticks out of the card, is cut off, or lies over other words. */
const lossOf = (widget: Widget): string[] => {
  const faults: string[] = [];
  const root = widget.shadowRoot.querySelector('.root');
  if (!root) return ['there is no card'];
  const card = root.getBoundingClientRect();
  if (card.left < -TOLERANCE || card.right > document.documentElement.clientWidth + TOLERANCE)
    faults.push('the card sticks out of the page');
  for (const element of elementsOf(widget)) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && !isWithin(box, card)) faults.push(`${nameOf(element)} leaves the card`);
    const { overflowX, overflowY, display } = getComputedStyle(element);
    if (display === 'inline' || element.matches('.icon, input')) continue;
    const tooWide = element.scrollWidth > element.clientWidth + TOLERANCE;
    const tooHigh = element.scrollHeight > element.clientHeight + TOLERANCE;
    if ((overflowX !== 'visible' && tooWide) || (overflowY !== 'visible' && tooHigh))
      faults.push(`${nameOf(element)} is cut off`);
  }
  const words = wordsOf(widget);
  for (const { element, text, boxes } of words) {
    const control = element.closest('button, a, select, .method, .alert');
    const within = (control ?? root).getBoundingClientRect();
    if (boxes.some((box) => !isWithin(box, within))) faults.push(`"${text}" leaves its box`);
  }
  for (const [at, one] of words.entries())
    for (const other of words.slice(at + 1))
      if (one.boxes.some((box) => other.boxes.some((each) => overlap(box, each))))
        faults.push(`"${one.text}" lies over "${other.text}"`);
  return faults;
};

/** WCAG 1.4.4, 1.4.10 and 1.4.12: no loss of content, and no scrolling sideways. */
export const loss: Measure = inAll(lossOf);

/** What a pointer may hit to work a control: with the label around it, or the one that names it. */
function targetsOf(control: HTMLElement): DOMRect[] {
  const labels = [...((control as Partial<HTMLInputElement>).labels ?? [])];
  // Line by line: what wraps must be as high as it has to be in each.
  return [control, ...labels].flatMap((each) => [...each.getClientRects()]);
}

const SMALLEST = 24;
const isLarge = ({ width, height }: DOMRect): boolean =>
  width >= SMALLEST - 0.05 && height >= SMALLEST - 0.05;

/** WCAG 2.5.8, without its exceptions for spacing and for links in a sentence: none is needed. */
export const smallTargets: Measure = inAll((widget) =>
  controlsOf(widget)
    .filter((control) => !targetsOf(control).some(isLarge))
    .map((control) => {
      const { width, height } = control.getBoundingClientRect();
      return `${nameOf(control)} is ${width.toFixed(1)} x ${height.toFixed(1)}`;
    }),
);

/** WCAG 2.5.3: the name that is heard holds the words that are seen. */
export const unspokenLabels: Measure = inAll((widget) =>
  controlsOf(widget).flatMap((control) => {
    const { labels } = control as Partial<HTMLInputElement>;
    const said = control.getAttribute('aria-label') ?? '';
    const seen = [
      control.getAttribute('placeholder') ?? '',
      control.innerText,
      ...[...(labels ?? [])].map((each) => each.innerText),
    ].filter((words) => words.trim() !== '');
    if (said === '') return seen.length > 0 ? [] : [`${nameOf(control)} has no name`];
    return seen.every((words) => said.includes(words)) ? [] : [`${said} is not what is seen`];
  }),
);

/** WCAG 2.4.3 and 1.3.2: the order of the focus is that of the eye, in one column. */
export const strayStops: Measure = inAll((widget) => {
  const stops = controlsOf(widget).filter((each) => !each.matches(':disabled'));
  const rtl =
    getComputedStyle(widget.shadowRoot.querySelector('.root') ?? widget).direction === 'rtl';
  return stops.flatMap((stop, at) => {
    if (stop.tabIndex > 0) return [`${nameOf(stop)} is out of order`];
    const next = stops[at + 1];
    if (!next || stop.matches('[type=radio], .method')) return [];
    const [a, b] = [stop.getBoundingClientRect(), next.getBoundingClientRect()];
    const isBelow = b.top >= a.bottom - TOLERANCE;
    const isBeside = b.bottom > a.top && (rtl ? b.left < a.left : b.left > a.left);
    return isBelow || isBeside ? [] : [`${nameOf(next)} comes after ${nameOf(stop)}`];
  });
});

type Color = readonly [red: number, green: number, blue: number, alpha: number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const known = new Map<string, Color>();

/** Any CSS colour, in numbers. */
function colorOf(text: string): Color {
  const found = known.get(text);
  if (found) return found;
  if (!canvas) throw new Error('No canvas.');
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  const color: Color = [red, green, blue, alpha / 255];
  known.set(text, color);
  return color;
}

const over = ([r, g, b, a]: Color, [r2, g2, b2]: Color): Color => [
  r * a + r2 * (1 - a),
  g * a + g2 * (1 - a),
  b * a + b2 * (1 - a),
  1,
];

function luminance([red, green, blue]: Color): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((each) => {
    const part = each / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: Color, other: Color): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colours that may be behind an element: more than one where there is a gradient. */
function groundsOf(element: Element | null): Color[] {
  if (!element) return [[255, 255, 255, 1]];
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const parent = element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  const stops = backgroundImage.match(/(?:rgba?|color|oklab)\([^)]*\)/g) ?? [];
  const own = stops.length > 0 ? stops.map(colorOf) : [colorOf(backgroundColor)];
  if (own.every(([, , , alpha]) => alpha === 1)) return own;
  return groundsOf(parent ?? null).flatMap((ground) => own.map((each) => over(each, ground)));
}

/** How much of an element is seen, through it and all that is around it. */
function opacityOf(element: Element | null): number {
  if (!element) return 1;
  return Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement);
}

function worst(color: string, ground: Element | null, around: Element | null = ground): number {
  const [red, green, blue, alpha] = colorOf(color);
  const seen: Color = [red, green, blue, alpha * opacityOf(around)];
  return Math.min(...groundsOf(ground).map((each) => ratio(over(seen, each), each)));
}

const isOff = (element: Element): boolean =>
  element.closest(':disabled, .method:has(:disabled)') !== null;

/** WCAG 1.4.3: 4.5 : 1, and 3 : 1 for large text. Of what cannot be used nothing is asked. */
export const faintText: Measure = inAll((widget) =>
  wordsOf(widget).flatMap(({ element, text }) => {
    if (isOff(element)) return [];
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const size = Number.parseFloat(fontSize);
    const isBig = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    const found = worst(color, element);
    return found >= (isBig ? 3 : 4.5) ? [] : [`"${text.slice(0, 40)}" has ${found.toFixed(2)} : 1`];
  }),
);

const EDGED = 'input[type=search], select';

/** WCAG 1.4.11: 3 : 1 for the edges of fields, what marks the selection, signs and the focus. */
export const faintShapes: Measure = inAll((widget) => {
  const { shadowRoot } = widget;
  const faults: string[] = [];
  const demand = (what: string, color: string, ground: Element | null) => {
    const found = worst(color, ground);
    if (found < 3) faults.push(`${what} has ${found.toFixed(2)} : 1`);
  };
  const styled = (selector: string) =>
    [...shadowRoot.querySelectorAll<HTMLElement>(selector)]
      .filter(isSeen)
      .filter((each) => !isOff(each))
      .map((each) => [each, getComputedStyle(each)] as const);
  for (const [field, { borderTopColor }] of styled(EDGED)) {
    demand(`the edge of ${nameOf(field)}`, borderTopColor, field);
    demand(`the edge of ${nameOf(field)}, outside`, borderTopColor, field.parentElement);
  }
  for (const [row, { borderBottomColor }] of styled('.method:has(:checked)'))
    demand(`the edge of ${nameOf(row)}`, borderBottomColor, row);
  for (const [box, { accentColor }] of styled(':checked:not(option)'))
    if (accentColor !== 'auto') demand('what is checked', accentColor, box.parentElement);
  for (const [sign, { stroke }] of styled('svg[part~=sign]')) demand('the sign', stroke, sign);
  // The code that brings the ring is not there before the list is, nor where it cannot be had.
  if (shadowRoot.adoptedStyleSheets.length < 2) return faults;
  for (const control of controlsOf(widget).filter((each) => !each.matches(':disabled'))) {
    control.focus({ focusVisible: true, preventScroll: true });
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(control);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2)
      faults.push(`${nameOf(control)} shows no focus`);
    // The ring stands two pixels away from the control.
    else demand(`the focus of ${nameOf(control)}`, outlineColor, control.parentElement);
    control.blur();
  }
  return faults;
});

/** WCAG 2.4.7, 2.4.11 and 3.2.1: the focus is seen whole, and does nothing by itself. */
export const hiddenFocus: Measure = inAll((widget) => {
  // Whoever comes to the window is one who comes back: then the session is read again.
  window.focus();
  const before = widget.state;
  const faults = controlsOf(widget).flatMap((control) => {
    if (control.matches(':disabled')) return [];
    control.focus({ focusVisible: true });
    if (widget.shadowRoot.activeElement !== control) return [`${nameOf(control)} takes no focus`];
    const { left, top, width, height } = control.getBoundingClientRect();
    // The line boxes of a link that wraps have gaps: its first line is hit.
    const [line = control.getBoundingClientRect()] = control.getClientRects();
    const points = [
      [left + width / 2, top + height / 2],
      [line.left + 3, line.top + 3],
    ] as const;
    const isHit = points.some(([x, y]) => {
      const hit = widget.shadowRoot.elementFromPoint(x, y);
      return hit !== null && (hit === control || control.contains(hit));
    });
    return isHit ? [] : [`${nameOf(control)} is covered`];
  });
  (widget.shadowRoot.activeElement as HTMLElement | null)?.blur();
  if (widget.state !== before) faults.push(`focus led from ${before} to ${widget.state}`);
  return faults;
});

/** WCAG 2.3.1 and 2.2.2: what moves by itself. */
export const movement: Measure = inAll((widget) =>
  widget.shadowRoot
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map((each) => (each instanceof CSSAnimation ? each.animationName : 'a transition')),
);

/** WCAG 1.4.13: no tip comes with the pointer or the focus. */
export const tips: Measure = inAll((widget) =>
  [...widget.shadowRoot.querySelectorAll('[title], [popover], [popovertarget]')].map(nameOf),
);
