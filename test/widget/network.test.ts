import { expect } from '@open-wc/testing';
import { FakeBackend, networkError, silence } from '../support/fake-backend.js';
import { clearStages, stage, type Stage } from '../support/widget.js';

async function go(page: Stage, type: 'online' | 'offline'): Promise<void> {
  page.online = page.present = type === 'online';
  window.dispatchEvent(new Event(type));
  await page.settle();
}

describe('without a connection', () => {
  afterEach(clearStages);

  it('the shopper is told, and the list is read again once there is one', async () => {
    const page = await stage();
    await go(page, 'offline');
    expect(page.words('[part~=offline]')).to.match(/^You are offline/);
    expect(page.spoken).to.match(/^You are offline/);
    await page.clock.advance(2000);
    await go(page, 'online');
    expect(page.has('[part~=offline]')).to.equal(false);
    expect(page.backend.reads).to.have.length(2);
  });

  it('a page that could not read the session goes on by itself', async () => {
    const backend = new FakeBackend();
    backend.read = networkError;
    const page = await stage({ backend });
    await page.clock.advance(10_000);
    await page.settle();
    expect(page.element.state).to.equal('broken');
    backend.read = new FakeBackend().read;
    await go(page, 'online');
    expect(page.element.state).to.equal('choosing');
    expect(page.backend.starts).to.have.length(0);
  });
});

describe('a slow backend', () => {
  afterEach(clearStages);

  it('is explained while the list is awaited', async () => {
    const backend = new FakeBackend();
    backend.read = silence;
    const page = await stage({ backend });
    expect(page.has('[part~=slow]')).to.equal(false);
    await page.clock.advance(5100);
    await page.settle();
    expect(page.words('[part~=slow]')).to.equal('This takes longer than usual…');
    expect(page.has('[part=skeleton]')).to.equal(true);
  });

  it('is explained while a payment is started, without a second start', async () => {
    const page = await stage();
    page.backend.start = silence;
    await page.press('Pay');
    expect(page.has('[part~=slow]')).to.equal(false);
    await page.clock.advance(5100);
    await page.settle();
    expect(page.words('[part~=slow]')).to.include('Please do not pay again.');
    expect(page.spoken).to.include('Please do not pay again.');
    expect(page.backend.starts).to.have.length(1);
  });
});
