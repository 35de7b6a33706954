import { expect } from '@open-wc/testing';
import { browserAttention } from '../../src/widget/attention.js';
import { FakeBackend, silence } from '../support/fake-backend.js';
import { aReturn, aSession, OTHER_SESSION_ID } from '../support/session-fixtures.js';
import { clearStages, stage, type Options, type Stage } from '../support/widget.js';

/** Counts the listeners on window and document that live while `act` runs and after it. */
async function listenersAfter(act: () => Promise<void>): Promise<number> {
  const alive = new Set<object>();
  const undo = [window, document].map((target) => {
    const real = target.addEventListener.bind(target);
    target.addEventListener = (...args: Parameters<Window['addEventListener']>) => {
      const [, , options] = args;
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (!signal?.aborted) {
        const listener = {};
        alive.add(listener);
        signal?.addEventListener('abort', () => alive.delete(listener));
      }
      real(...args);
    };
    return () => delete (target as Partial<Window>).addEventListener;
  });
  try {
    await act();
  } finally {
    undo.forEach((each) => each());
  }
  return alive.size;
}

const confirmingOptions = (): Options => {
  const backend = new FakeBackend();
  backend.session = aSession({ state: 'attempted', attempt: aReturn() });
  return { backend };
};

const MOMENTS: readonly [string, Options | (() => Options), (page: Stage) => Promise<unknown>][] = [
  [
    'loading',
    () => ({ backend: Object.assign(new FakeBackend(), { read: silence }) }),
    (page) => page.settle(),
  ],
  ['showing the list', {}, (page) => page.choose('card')],
  [
    'waiting for its code',
    { journey: () => new Promise(() => undefined) },
    (page) => page.press('Pay'),
  ],
  [
    'starting',
    () => ({ backend: Object.assign(new FakeBackend(), { start: silence }) }),
    (page) => page.press('Pay'),
  ],
  ['leaving', {}, (page) => page.press('Pay')],
  [
    'canceling',
    () => ({ backend: Object.assign(new FakeBackend(), { cancel: silence }) }),
    (page) => page.press('Cancel'),
  ],
  ['confirming', confirmingOptions, (page) => page.clock.advance(5000)],
];

describe('a widget that is removed for good', () => {
  afterEach(clearStages);

  for (const [name, given, act] of MOMENTS) {
    const options = () => (typeof given === 'function' ? given() : given);

    it(`leaves no timer, listener or request behind: ${name}`, async () => {
      let page: Stage | undefined;
      const left = await listenersAfter(async () => {
        page = await stage(options());
        await act(page);
        page.remove();
        await page.settle();
      });
      expect(left).to.equal(0);
      expect(page!.clock.pending).to.eql([]);
      const calls = page!.backend.received.length;
      page!.element.reload();
      page!.element.pay();
      page!.element.cancel();
      await page!.clock.advance(100_000);
      expect(page!.backend.received).to.have.length(calls);
      expect(page!.gone.length).to.equal(name === 'leaving' ? 1 : 0);
    });

    it(`works again when it comes back: ${name}`, async () => {
      const page = await stage(options());
      await act(page);
      page.remove();
      await page.settle();
      page.backend.read = new FakeBackend().read;
      page.backend.start = new FakeBackend().start;
      page.element.ports = { ...page.element.ports, journey: () => Promise.resolve(page.module) };
      document.body.append(page.element);
      await page.settle();
      expect(page.element.state).to.equal('choosing');
      await page.press('Pay');
      expect(page.gone.length).to.be.at.least(1);
    });

    it(`drops everything for another session: ${name}`, async () => {
      const page = await stage(options());
      await act(page);
      const before = page.backend.received.slice();
      page.backend.read = new FakeBackend().read;
      page.element.setAttribute('session-id', OTHER_SESSION_ID);
      await page.settle();
      expect(page.element.state).to.equal('choosing');
      for (const { init } of before) expect(init.signal!.aborted).to.equal(true);
      await page.clock.advance(100_000);
      expect(page.element.state).to.equal('choosing');
    });
  }
});

describe('a wait for attention', () => {
  it('takes its listeners away when attention comes', async () => {
    // A page of a test may stand behind another one.
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    const left = await listenersAfter(async () => {
      const life = new AbortController();
      const waiting = browserAttention.returned(life.signal);
      window.dispatchEvent(new Event('online'));
      await waiting;
    });
    delete (document as { visibilityState?: string }).visibilityState;
    expect(left).to.equal(0);
  });
});

describe('a widget in its page', () => {
  afterEach(clearStages);

  it('in a shadow root is heard outside, once, and leaves from there', async () => {
    const page = await stage();
    const host = document.createElement('div');
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).append(page.element);
    const heard: EventTarget[] = [];
    host.addEventListener('hpp-redirect', (event) => heard.push(event.target!));
    page.one('[part=pay]').focus();
    await page.press('Pay');
    expect(heard).to.eql([host]);
    expect(page.gone).to.have.length(1);
    expect(page.root.activeElement).to.equal(page.one('h2'));
    host.remove();
  });

  it('takes properties that were set before its upgrade', async () => {
    const backend = new FakeBackend();
    const real = window.fetch.bind(window);
    window.fetch = (url, init) => backend.fetch(url as string, init!);
    const inert = document.implementation.createHTMLDocument();
    const early = inert.createElement('hpp-checkout');
    Object.assign(early, { clientKey: 'key', sessionId: OTHER_SESSION_ID, skeletonRows: 7 });
    document.body.append(early);
    await early.updateComplete;
    window.fetch = real;
    expect(backend.reads[0]!.url).to.include(OTHER_SESSION_ID);
    expect(early.shadowRoot!.querySelectorAll('[part=skeleton] i')).to.have.length(9);
    early.remove();
  });
});

describe('the focus', () => {
  afterEach(clearStages);

  it('goes to the pay button by Enter in the list, which is locked then, and on to the heading', async () => {
    const backend = new FakeBackend();
    let answer = (): void => undefined;
    backend.nextStarts.push(async (received) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return backend.start(received);
    });
    const page = await stage({ backend });
    page.one('input').focus();
    page.one<HTMLFormElement>('form').requestSubmit(page.one('[part=pay]'));
    await page.settle();
    expect(page.root.activeElement).to.equal(page.one('[part=pay]'));
    answer();
    await page.settle();
    expect(page.root.activeElement).to.equal(page.one('h2'));
  });
});
