import { expect } from '@open-wc/testing';
import type { HppReturnEvent, HppStartAgainEvent } from '../../src/widget/journey-events.js';
import { anAttempt } from '../support/session-fixtures.js';
import { clearStages, shown, withAttributes, type Stage } from '../support/widget.js';

const paid = { state: 'paid', attempt: anAttempt({ state: 'paid' }) } as const;
const url = 'https://shop.example/thanks';
const back = (more: Record<string, string> = {}) => ({
  attributes: withAttributes({ 'return-url': '/thanks', ...more }),
});

async function pass(page: Stage, seconds: number): Promise<void> {
  await page.clock.advance(seconds * 1000);
  await page.settle();
}

async function comeBack(page: Stage): Promise<void> {
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  await page.settle();
}

describe('after a success', () => {
  afterEach(clearStages);

  it('the shopper stays unless the page says where to go', async () => {
    const page = await shown(paid);
    expect(page.has('[part=actions] button')).to.equal(false);
  });

  it('a button leads back, once, and the page hears it', async () => {
    const page = await shown(paid, back());
    await page.press('Back to the shop');
    expect(page.gone).to.deep.equal([url]);
    const [event] = page.events<HppReturnEvent>('hpp-return');
    expect(event).to.include({ outcome: 'paid', url });
    expect(page.events('hpp-cancel')).to.have.length(0);
  });

  it('the page may go there by itself', async () => {
    const page = await shown(paid, back());
    page.element.addEventListener('hpp-return', (event) => event.preventDefault());
    await page.press('Back to the shop');
    expect(page.gone).to.deep.equal([]);
    expect(page.element.state).to.equal('settled');
  });

  it('the way back is taken by itself after a while that the shopper sees', async () => {
    const page = await shown(paid, back({ 'auto-return': '5' }));
    expect(page.words('[part=return]')).to.equal('You go back to the shop in 5 seconds.');
    await pass(page, 4);
    expect(page.words('[part=return]')).to.equal('You go back to the shop in 1 second.');
    expect(page.gone).to.deep.equal([]);
    await pass(page, 2);
    expect(page.gone).to.deep.equal([url]);
  });

  it('whoever wants to stay stays', async () => {
    const page = await shown(paid, back({ 'auto-return': '5' }));
    await page.press('Stay here');
    await pass(page, 60);
    expect(page.gone).to.deep.equal([]);
    expect(page.has('[part=return]')).to.equal(false);
  });

  it('whoever comes back by the back button is not sent away again', async () => {
    const page = await shown(paid, back({ 'auto-return': '5' }));
    await pass(page, 6);
    await comeBack(page);
    await pass(page, 60);
    expect(page.element.state).to.equal('settled');
    expect(page.gone).to.deep.equal([url]);
  });

  it('nor is whoever left by another way meanwhile', async () => {
    const page = await shown(paid, back({ 'auto-return': '5' }));
    await pass(page, 2);
    await comeBack(page);
    await pass(page, 60);
    expect(page.gone).to.deep.equal([]);
  });

  it('a hostile return URL is none', async () => {
    const page = await shown(
      paid,
      back({ 'return-url': 'javascript:alert(1)', 'auto-return': '1' }),
    );
    await pass(page, 5);
    expect(page.gone).to.deep.equal([]);
    expect(page.has('[part=actions] button')).to.equal(false);
  });

  it('nobody is taken away from a failure', async () => {
    const page = await shown({ state: 'failed' }, back({ 'auto-return': '1' }));
    await pass(page, 5);
    expect(page.gone).to.deep.equal([]);
    expect(page.events('hpp-return')).to.have.length(0);
  });
});

describe('after an end without a payment', () => {
  afterEach(clearStages);

  for (const state of ['expired', 'failed', 'canceled', 'invalided'] as const)
    it(`the page can let the shopper start again: ${state}`, async () => {
      const page = await shown({ state }, { attributes: withAttributes({ 'start-again': '' }) });
      await page.press('Start again');
      const [event] = page.events<HppStartAgainEvent>('hpp-start-again');
      expect(event!.outcome).to.equal(state);
    });

  it('there is no such button where the page does not listen', async () => {
    expect((await shown({ state: 'expired' })).text).not.to.include('Start again');
  });
});

describe('a result', () => {
  afterEach(clearStages);

  it('has a place for the words of the page', async () => {
    for (const state of [
      'paid',
      'authorized',
      'cod',
      'refunded',
      'failed',
      'canceled',
      'expired',
      'invalided',
    ] as const)
      expect((await shown({ state })).has(`slot[name=${state}]`), state).to.equal(true);
    expect((await shown({ review: true })).has('slot[name=confirming]')).to.equal(true);
  });
});

describe('the list', () => {
  afterEach(clearStages);

  it('has places for the words of the page', async () => {
    const page = await shown({ payment_methods: [] });
    for (const name of ['header', 'summary', 'before-list', 'after-list', 'footer', 'empty'])
      expect(page.has(`slot[name=${name}]`), name).to.equal(true);
  });
});
