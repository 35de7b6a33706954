import { expect } from '@open-wc/testing';
import { FakeBackend } from '../../support/fake-backend.js';
import { LOUD_STYLES, UNSET_STYLES } from '../../support/hostile-styles.js';
import { aReturn, aSession } from '../../support/session-fixtures.js';
import { clearStages, stage, type Stage } from '../../support/widget.js';

type Screen = () => Promise<Stage>;

const list: Screen = async () => {
  const page = await stage();
  await page.choose('card');
  page.one('details').setAttribute('open', '');
  return page;
};

const after = (state: 'attempted' | 'paid', attempt: 'failed' | 'paid') => () => {
  const backend = new FakeBackend();
  backend.session = aSession({ state, attempt: aReturn({ state: attempt }) });
  return stage({ backend });
};

const LATER_SCREENS: Readonly<Record<string, Screen>> = {
  'the way to the provider': async () => {
    const page = await stage();
    await page.press('Pay');
    return page;
  },
  'a notice above the list': after('attempted', 'failed'),
  'a result': after('paid', 'paid'),
};

/** Lays rules over the page while `act` runs; the widget stands in a column of 400 pixels. */
async function under<T>(rules: string, act: (column: HTMLElement) => Promise<T>): Promise<T> {
  const style = document.createElement('style');
  style.textContent = `${rules}\n.column { display: block !important; width: 400px !important }`;
  const column = document.createElement('div');
  column.className = 'column';
  document.body.append(style, column);
  try {
    return await act(column);
  } finally {
    column.remove();
    style.remove();
  }
}

/** How all that can be seen of the widget looks: every property of every element. */
function looks(screen: Screen, rules = ''): Promise<string[]> {
  return under(rules, async (column) => {
    const page = await screen();
    column.append(page.element);
    await page.settle();
    return [...page.root.querySelectorAll('.root, .root *')].flatMap((element) => {
      const computed = getComputedStyle(element);
      const name = `${element.localName}.${element.getAttribute('class') ?? ''}`;
      return (
        [...computed]
          // The custom ones are seen in the others. What turns is never twice the same.
          .filter((property) => !/^--|^rotate$|locale/.test(property))
          .map((property) => `${name} ${property}: ${computed.getPropertyValue(property)}`)
      );
    });
  });
}

async function looksTheSame(screen: Screen, hostile: string): Promise<void> {
  const wanted = await looks(screen);
  const seen = await looks(screen, hostile);
  expect(seen).to.have.length(wanted.length);
  expect(seen.filter((each, at) => each !== wanted[at]).join('\n')).to.equal('');
}

describe('the rules of a hostile page', () => {
  afterEach(clearStages);

  for (const [name, rules] of Object.entries(LOUD_STYLES))
    it(`change nothing in the list: ${name}`, () => looksTheSame(list, rules));

  for (const [name, rules] of Object.entries(UNSET_STYLES))
    it(`change nothing in the list: ${name}`, () => looksTheSame(list, rules));

  for (const [name, screen] of Object.entries(LATER_SCREENS))
    it(`change nothing in ${name}`, () =>
      looksTheSame(screen, Object.values(LOUD_STYLES).join('\n')));

  it('leave the theme of the element as it is', () =>
    under('* { all: unset !important; color-scheme: light }', async (column) => {
      const page = await stage();
      column.append(page.element);
      const surface = () => getComputedStyle(page.one('.root')).backgroundColor;
      expect(surface()).to.equal('rgb(255, 255, 255)');
      page.element.setAttribute('theme', 'dark');
      expect(surface()).to.equal('rgb(20, 25, 35)');
    }));
});

describe('the page', () => {
  afterEach(clearStages);

  it('hides the widget, or takes the pointer from it, as any other element', () =>
    under('.hidden { visibility: hidden } .locked { pointer-events: none }', async (column) => {
      const page = await stage();
      column.append(page.element);
      const pay = getComputedStyle(page.one('[part=pay]'));
      column.className = 'column hidden';
      expect(pay.visibility).to.equal('hidden');
      column.className = 'column locked';
      expect(pay.visibility).to.equal('visible');
      expect(pay.pointerEvents).to.equal('none');
      column.className = 'column';
      expect(pay.pointerEvents).to.equal('auto');
    }));

  it('sets font and colours by the documented properties', () =>
    under(
      'hpp-checkout { --hpp-font: 20px/2 monospace; --hpp-color-text: rgb(1, 2, 3) }',
      async (column) => {
        const page = await stage();
        column.append(page.element);
        const { color, fontSize, fontFamily, lineHeight } = getComputedStyle(page.one('legend'));
        expect([color, fontSize, fontFamily, lineHeight]).to.eql([
          'rgb(1, 2, 3)',
          '20px',
          'monospace',
          '40px',
        ]);
        expect(getComputedStyle(page.one('summary')).fontSize).to.equal('17.5px');
      },
    ));

  for (const [place, rules, room] of [
    ['a row of flex items', 'display: flex !important', 400],
    ['the middle of a flex column', 'display: flex !important; flex-direction: column', 400],
    ['the middle of a grid', 'display: grid !important; place-items: center', 400],
    ['a cell that is narrow', 'display: inline-grid !important; width: 300px !important', 300],
  ] as const)
    it(`gives the widget room in ${place}`, () =>
      under(`div.column { ${rules}; align-items: center }`, async (column) => {
        const page = await stage();
        column.append(page.element);
        expect(page.element.getBoundingClientRect().width).to.equal(room);
      }));

  it('keeps its column narrow where it is a grid that sizes itself', () =>
    under('div.column { display: grid !important; width: 300px !important }', async (column) => {
      const page = await stage();
      const box = document.createElement('div');
      box.append(page.element);
      column.append(box);
      expect(page.element.getBoundingClientRect().width).to.equal(300);
      expect(column.scrollWidth).to.equal(300);
    }));

  it('has no room taken by what is only heard', () =>
    under('body { font-size: 60px; white-space: pre; direction: rtl }', async (column) => {
      const page = await stage();
      column.append(page.element);
      await page.press('Pay');
      expect(page.spoken).not.to.equal('');
      const [card, heard] = ['.root', '.status'].map((each) =>
        page.one(each).getBoundingClientRect(),
      );
      expect(heard!.left >= card!.left && heard!.right <= card!.right).to.equal(true);
      expect(heard!.bottom <= card!.bottom).to.equal(true);
    }));

  it('may centre what the widget stands in', () =>
    under('div.column { display: flex !important; justify-content: center }', async (column) => {
      const page = await stage();
      const box = document.createElement('div');
      box.append(page.element);
      column.append(box);
      expect(page.element.getBoundingClientRect().width).to.equal(400);
      column.style.setProperty('width', '600px', 'important');
      expect(page.one('.root').getBoundingClientRect().width).to.equal(448);
    }));

  it('may make the widget wider than it is by itself', () =>
    under('hpp-checkout { max-inline-size: none }', async (column) => {
      const page = await stage();
      column.append(page.element);
      column.style.setProperty('width', '900px', 'important');
      expect(page.one('.root').getBoundingClientRect().width).to.equal(900);
    }));

  it('may let the widget float', () =>
    under('hpp-checkout { float: left }', async (column) => {
      const page = await stage();
      column.append(page.element);
      expect(page.element.getBoundingClientRect().width).to.equal(400);
    }));

  it('may put something beside the widget', () =>
    under('div.column { display: flex !important } aside { flex: 0 0 100px }', async (column) => {
      const page = await stage();
      column.append(page.element, document.createElement('aside'));
      expect(page.element.getBoundingClientRect().width).to.equal(300);
    }));
});
