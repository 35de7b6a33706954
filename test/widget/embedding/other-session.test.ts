import { expect } from '@open-wc/testing';
import type { HppCheckout } from '../../../src/widget/hpp-checkout.js';
import { FakeBackend } from '../../support/fake-backend.js';
import { MOMENTS, type Moment } from '../../support/moments.js';
import { aMethod, aSession, kwd, OTHER_SESSION_ID } from '../../support/session-fixtures.js';
import { clearStages, stage, type Stage } from '../../support/widget.js';

/** What only the first session has to say. */
const OLD = /14\.000|14\.350|KNET|CARD|R-20418|Bayan|successful|canceled/;

/** A page with two sessions; the widget shows the first one. */
class Page {
  readonly other = new FakeBackend();
  open = (): void => undefined;
  readonly #gate = new Promise<void>((resolve) => (this.open = resolve));
  stage!: Stage;

  static async at(moment: Moment): Promise<Page> {
    const page = new Page();
    const backend = new FakeBackend();
    page.other.session = aSession({
      id: OTHER_SESSION_ID,
      amount: kwd('99.000'),
      order: { ...aSession().order, reference: 'R-2', merchant_name: 'Other', items: [] },
      payment_methods: [aMethod('other', { total: kwd('99.000') })],
    });
    moment.given?.(backend, page.#gate);
    page.stage = await stage({
      backend,
      prepare: (element) => {
        const { ports } = element;
        const fetch: typeof ports.fetch = (url, init) =>
          (url.includes(OTHER_SESSION_ID) ? page.other : backend).fetch(url, init);
        element.ports = { ...ports, fetch, ...moment.ports?.(ports, page.#gate) };
      },
    });
    await moment.act?.(page.stage, page.#gate);
    expect(page.stage.element.state).to.equal(moment.phase);
    return page;
  }

  /** All that was said and done for the first session so far. */
  get deeds(): number {
    const { backend, gone, heard } = this.stage;
    const told = heard.filter((event) => event.type !== 'hpp-state-change');
    return backend.received.length + gone.length + told.length - this.#readyOther.length;
  }

  get #readyOther(): Event[] {
    return this.stage.heard.filter(
      (event) => (event as { session?: { id: string } }).session?.id === OTHER_SESSION_ID,
    );
  }

  /** Lets everything late arrive, and fails on any word or deed of the first session. */
  async showsOnlyTheOther(deedsBefore: number): Promise<void> {
    const { stage: shown } = this;
    const late = [() => (this.open(), Promise.resolve()), () => shown.clock.advance(1_000_000)];
    for (const arrive of [() => Promise.resolve(), ...late]) {
      await arrive();
      await shown.settle();
      expect(shown.element.state).to.equal('choosing');
      expect(shown.element.session!.id).to.equal(OTHER_SESSION_ID);
      expect(shown.text).to.include('99.000').and.not.match(OLD);
      expect(shown.spoken).to.equal('');
      expect(this.deeds).to.equal(deedsBefore);
    }
    expect(this.#readyOther.map(({ type }) => type)).to.eql(['hpp-ready']);
    const gone = shown.gone.length;
    await shown.press('Pay');
    expect(this.other.starts.map(({ body }) => body)).to.have.length(1);
    expect(shown.gone).to.have.length(gone + 1);
    expect(shown.backend.starts.length).to.be.at.most(3);
  }
}

const WAYS = {
  attribute: (element: HppCheckout) => element.setAttribute('session-id', OTHER_SESSION_ID),
  property: (element: HppCheckout) => {
    element.removeAttribute('session-id');
    element.sessionId = OTHER_SESSION_ID;
  },
};

describe('another session', () => {
  afterEach(clearStages);

  for (const [at, [name, moment]] of Object.entries(MOMENTS).entries()) {
    const way = at % 2 ? 'property' : 'attribute';
    it(`takes the place of the first one, by ${way}: ${name}`, async () => {
      const page = await Page.at(moment);
      const { deeds } = page;
      WAYS[way](page.stage.element);
      await page.showsOnlyTheOther(deeds);
    });
  }

  it('takes its place when the widget is moved in the same moment', async () => {
    const page = await Page.at(MOMENTS['starting']!);
    const { deeds } = page;
    page.stage.element.setAttribute('session-id', OTHER_SESSION_ID);
    const box = document.createElement('div');
    document.body.append(box);
    box.append(page.stage.element);
    await page.showsOnlyTheOther(deeds);
    box.remove();
  });

  it('is what pay() and cancel() are about at once', async () => {
    for (const act of ['pay', 'cancel'] as const) {
      const page = await Page.at(MOMENTS['choosing']!);
      const { deeds } = page;
      page.stage.element.setAttribute('session-id', OTHER_SESSION_ID);
      page.stage.element[act]();
      await page.showsOnlyTheOther(deeds);
    }
  });

  for (const [event, press] of [
    ['hpp-before-redirect', 'Pay'],
    ['hpp-redirect', 'Pay'],
    ['hpp-before-cancel', 'Cancel'],
    ['hpp-cancel', 'Cancel'],
  ] as const)
    it(`is not paid or left for what a listener heard before: ${event}`, async () => {
      const page = await Page.at(MOMENTS['choosing']!);
      let deeds = 0;
      page.stage.element.addEventListener(event, () => {
        deeds = page.deeds;
        WAYS.property(page.stage.element);
      });
      await page.stage.press(press);
      expect(deeds).to.be.greaterThan(0);
      await page.showsOnlyTheOther(deeds);
    });
});
