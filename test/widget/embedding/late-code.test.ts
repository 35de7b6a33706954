import { expect } from '@open-wc/testing';
import { browserPorts } from '../../../src/widget/ports.js';
import { clearStages, stage } from '../../support/widget.js';

/** Counts the observers that watch while `act` runs and after it. */
async function observersAfter(act: () => Promise<void>): Promise<number> {
  const watching = new Set<MutationObserver>();
  const real = window.MutationObserver;
  window.MutationObserver = class extends real {
    override observe(...args: Parameters<MutationObserver['observe']>): void {
      watching.add(this);
      super.observe(...args);
    }
    override disconnect(): void {
      watching.delete(this);
      super.disconnect();
    }
  };
  try {
    await act();
  } finally {
    window.MutationObserver = real;
  }
  return watching.size;
}

describe('the code behind the list', () => {
  afterEach(clearStages);

  it('begins to watch nothing when it comes after the removal of the widget', async () => {
    const watching = await observersAfter(async () => {
      let arrive = (): void => undefined;
      const arrival = new Promise<void>((resolve) => (arrive = resolve));
      const page = await stage({ journey: () => arrival.then(() => page.module) });
      page.remove();
      await page.settle();
      arrive();
      await page.settle();
    });
    expect(watching).to.equal(0);
  });

  it('watches again when the widget comes back', async () => {
    const watching = await observersAfter(async () => {
      const page = await stage();
      page.remove();
      await page.settle();
      document.body.append(page.element);
      await page.settle();
    });
    expect(watching).to.equal(1);
  });
});

describe('a wait of the widget', () => {
  it('that is given up before it begins takes no timer', () => {
    const real = window.setTimeout.bind(window);
    let timers = 0;
    Object.assign(window, { setTimeout: () => ++timers });
    const given = new AbortController();
    given.abort();
    void browserPorts.sleep(15_000, given.signal);
    Object.assign(window, { setTimeout: real });
    expect(timers).to.equal(0);
  });
});
