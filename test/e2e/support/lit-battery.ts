import { html, LitElement, nothing, render, svg, type PropertyValues } from 'lit';
import { css } from '../../../src/widget/css.js';

/*
 * Runs in a browser, once with Lit as it is and once with the Lit of our scripts: what it notes has
 * to be the same. Everything of Lit that the widget uses, and how it goes wrong.
 */

type Template = (value: unknown) => unknown;

const pressed: string[] = [];
const listeners = {
  first: () => pressed.push('first'),
  second: () => pressed.push('second'),
  object: { handleEvent: (event: Event) => pressed.push(`object ${event.type}`) },
};
function own(this: Element) {
  pressed.push(`own ${this.localName}`);
}
const item = (text: string) => html`<li class="item ${text}">${text}</li>`;
const dot = (colour: string) => svg`<circle r="2" fill=${colour}></circle>`;

/** Each template with what it is drawn with, one after the other, in the same place. */
const TEMPLATES: Readonly<Record<string, readonly [Template, readonly unknown[]]>> = {
  text: [
    (value) => html`<p>before ${value} after</p>`,
    ['a', 'b', 1, 0, '', null, undefined, nothing, false, true, '<b>&amp;</b>', 'c', 'c'],
  ],
  'what can be a child': [
    (value) =>
      html`<p>${value}</p>
        ${value}`,
    [
      'a',
      ['b', 'c'],
      item('d'),
      [],
      nothing,
      [item('e'), 'f', [item('g')]],
      new Set(['h']),
      item('i'),
    ],
  ],
  'an array that grows and shrinks': [
    (value) =>
      html`<ul>
        ${(value as string[]).map(item)}
      </ul>`,
    [[], ['a'], ['a', 'b', 'c'], ['c', 'b'], [], ['d', 'e']],
  ],
  'arrays in arrays': [
    (value) =>
      (value as string[][]).map(
        (row) =>
          html`<ol>
            ${row.map(item)}
          </ol>`,
      ),
    [[['a'], ['b', 'c']], [['b'], [], ['x', 'y', 'z']], [], [['q']]],
  ],
  'one or the other': [
    (value) =>
      html`<div>
        ${value ? html`<b>${value}</b>` : html`<i>none</i>`}
        <hr />
      </div>`,
    ['a', 'b', '', 'c', null, 'c'],
  ],
  'one attribute': [
    (value) => html`<a href=${value} title="${value}">link</a>`,
    ['a', 'b', '', null, undefined, nothing, 0, false, 'a "quoted" <one>', 'z'],
  ],
  'several values in an attribute': [
    (value) => html`<a class="x ${value} y ${value}" data-end="${value}!" lang=${value}>link</a>`,
    ['a', 'b', null, undefined, nothing, 'c', 7],
  ],
  'a value in each place': [
    (value) =>
      html`${value}
        <p id="p" ?hidden=${value} data-a=${value}>${value} ${value}</p>
        <input .value=${value} ?disabled=${!value} data-b="${value}" />${value}`,
    ['a', '', 'b', null],
  ],
  boolean: [
    (value) => html`<button ?disabled=${value} ?hidden=${!value}>b</button>`,
    [true, false, 'yes', '', null, undefined, nothing, 0, 1],
  ],
  property: [
    (value) => html`<input type="checkbox" .checked=${value} .title=${value} />`,
    [true, false, 'a', nothing, null],
  ],
  listener: [
    (value) => html`<button @click=${value} class=${typeof value}>b</button>`,
    [
      listeners.first,
      listeners.first,
      listeners.second,
      listeners.object,
      null,
      nothing,
      own,
      undefined,
      listeners.second,
    ],
  ],
  drawings: [
    (value) =>
      html`<svg viewBox="0 0 9 9" class=${value}>
        ${(value as string[]).map(dot)}${svg`<path d="M0 0h${(value as string[]).length}" />`}
      </svg>`,
    [['red'], ['green', 'blue'], []],
  ],
  'no element around': [
    (value) => html`${html`${value}`}${value ? nothing : 'empty'}`,
    ['a', '', 'b'],
  ],
  'less and greater': [(value) => html`<p>1 < 2 ${value} 3 > 2 <b>${value}</b></p>`, ['a', 'b']],
  'not a template': [
    (value) => html`<p>${value}</p>`,
    [{ toString: () => 'an object' }, { _$litType$: 1, strings: ['<b>made up</b>'], values: [] }],
  ],
};

const attempt = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return `threw ${error instanceof Error ? error.name : typeof error}`;
  }
  return '';
};

/** What stands there, without the marks of Lit. */
const shown = (root: Element | ShadowRoot) => {
  const state = [...root.querySelectorAll('*')].map((each) => {
    const { checked, value, title, namespaceURI } = each as HTMLInputElement;
    return `${namespaceURI?.slice(-3) ?? ''} ${checked} ${value} ${title} ${'seen' in each}`;
  });
  return `${root.getHTML().replaceAll(/<!--.*?-->/g, '')} [${state.join('; ')}]`;
};

function drawTemplates(): string[] {
  return Object.entries(TEMPLATES).flatMap(([name, [template, values]]) => {
    const place = document.createElement('div');
    document.body.append(place);
    return values.map((value, index) => {
      const threw = attempt(() => render(template(value), place));
      place.querySelector('button')?.click();
      const line = `${name} ${index}: ${threw}${shown(place)} ${pressed.splice(0).join()}`;
      // Elements that stay keep this.
      for (const each of place.querySelectorAll('*')) Object.assign(each, { seen: true });
      return line;
    });
  });
}

const life: string[] = [];

/** The element below, also before it is one. */
type SampleElement = HTMLElement &
  Record<'plain' | 'twoWords' | 'count' | 'inner', unknown> &
  Pick<
    LitElement,
    'updateComplete' | 'isUpdatePending' | 'renderRoot' | 'requestUpdate' | 'addController'
  >;

class Sample extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
    }
  `;
  static override properties = {
    plain: {},
    twoWords: { attribute: 'two-words' },
    count: { attribute: 'the-count', type: Number },
    inner: { attribute: false },
  };
  declare plain: unknown;
  declare twoWords: unknown;
  declare count: unknown;
  declare inner: unknown;

  protected override willUpdate(changed: PropertyValues) {
    life.push(`will ${[...changed].join(' ')}`);
    if (this.plain === 'settles') this.inner = 'settled';
  }

  protected override render() {
    if (this.plain === 'fails') throw new RangeError('on purpose');
    const values = [this.plain, this.twoWords, this.count, this.inner];
    return html`<button @click=${this.#press}>
      ${values.map((each) => html`<i>${each}</i>`)}
    </button>`;
  }

  #press(this: Sample) {
    life.push(`pressed in ${this.localName}`);
  }
}

async function live(): Promise<string[]> {
  const note = (text: string) =>
    life.push(`${text}: ${element.shadowRoot ? shown(element.shadowRoot) : 'no root'}`);
  const element = document.createElement('a-sample') as SampleElement;
  Object.assign(element, { plain: 'early', inner: 1, twoWords: 'property' });
  element.setAttribute('the-count', '7');
  element.setAttribute('two-words', 'attribute');
  note('before it is defined');
  customElements.define('a-sample', Sample);
  note('defined');
  document.body.append(element);
  note('connected');
  life.push(`complete ${await element.updateComplete}`);
  note('complete');
  life.push(getComputedStyle(element).display, String(element.count), String(element.twoWords));
  const acts: Readonly<Record<string, () => void>> = {
    'a property': () => (element.plain = 'a'),
    'the same value': () => (element.plain = 'a'),
    'not a number': () => (element.count = NaN),
    'not a number again': () => (element.count = NaN),
    'two at once': () => void Object.assign(element, { plain: 'b', inner: 'c' }),
    'an attribute': () => element.setAttribute('the-count', '8'),
    'an attribute with other letters': () => element.setAttribute('PLAIN', 'd'),
    'an attribute that goes': () => element.removeAttribute('the-count'),
    'an attribute of no property': () => element.setAttribute('inner', 'x'),
    'an update for nothing': () => element.requestUpdate(),
    'a property while it updates': () => (element.plain = 'settles'),
    'taken out': () => element.remove(),
    'a property while it is out': () => (element.plain = 'out'),
    'put back': () => document.body.prepend(element),
    'a press': () => element.renderRoot.querySelector('button')?.click(),
    hooks: () => {
      element.addController({
        hostUpdate: () => life.push('host update'),
        hostUpdated: () => life.push(`host updated, ${shown(element.renderRoot as ShadowRoot)}`),
      });
      element.requestUpdate();
    },
    'a failure': () => (element.plain = 'fails'),
    'after the failure': () => (element.plain = 'works'),
  };
  for (const [name, act] of Object.entries(acts)) {
    act();
    life.push(`${name}, pending ${element.isUpdatePending}`);
    const complete = await element.updateComplete.catch((error: unknown) => String(error));
    note(`${name}, complete ${complete}`);
  }
  const made = new Sample();
  made.plain = 'made';
  life.push(`made: ${made.shadowRoot === null}`);
  document.body.append(made);
  await made.updateComplete;
  life.push(shown(made.renderRoot as ShadowRoot), `${made.hasAttribute('plain')}`);
  return life;
}

/** All that was noted. */
export const battery = async (): Promise<string[]> => [...drawTemplates(), ...(await live())];
