import { expect } from '@open-wc/testing';
import type { HppCancelEvent } from '../../src/widget/journey-events.js';
import { FakeBackend, json, networkError, problem, silence } from '../support/fake-backend.js';
import { anAttempt, aSession, SESSION_ID } from '../support/session-fixtures.js';
import { clearStages, stage, type Options } from '../support/widget.js';

const backendThat = (changes: Partial<FakeBackend>) => Object.assign(new FakeBackend(), changes);
const canceling = async (options: Options = {}) => {
  const page = await stage(options);
  await page.press('Cancel');
  return page;
};
const canceled = (event: HppCancelEvent) => [event.canceled, event.url];

describe('canceling', () => {
  afterEach(clearStages);

  it('tells the backend, then goes where its answer says', async () => {
    const page = await canceling();
    expect(page.backend.cancels[0]!.body).to.deep.equal({});
    expect(page.gone).to.deep.equal(['https://shop.example/canceled']);
    expect(page.events<HppCancelEvent>('hpp-cancel').map(canceled)).to.deep.equal([
      [true, 'https://shop.example/canceled'],
    ]);
  });

  it('goes to HppData.cancel_url before any other place', async () => {
    const page = await canceling({ globals: { HppData: { cancel_url: '/basket?x=1#y' } } });
    expect(page.gone).to.deep.equal(['https://shop.example/basket?x=1#y']);
  });

  it('goes to the cancel URL of the session when the answer names none', async () => {
    const cancel = () => json({ session: aSession({ state: 'canceled' }), redirect_url: null });
    const page = await canceling({ backend: backendThat({ cancel }) });
    expect(page.gone).to.deep.equal(['https://shop.example/cart']);
  });

  it('lets the shopper go after 4 s without an answer, and claims nothing', async () => {
    const page = await canceling({ backend: backendThat({ cancel: silence }) });
    await page.clock.advance(3900);
    expect(page.gone).to.deep.equal([]);
    await page.clock.advance(200);
    expect(page.gone).to.deep.equal(['https://shop.example/cart']);
    expect(page.text).to.include('We could not confirm that the payment was canceled.');
    expect(page.events<HppCancelEvent>('hpp-cancel')[0]!.canceled).to.equal(false);
  });

  it('tells the shopper when a live attempt forbids it, and lets them leave', async () => {
    const cancel = () => problem(409, 'attempt_in_progress', { attempt: anAttempt() });
    const page = await canceling({ backend: backendThat({ cancel }) });
    expect(page.gone).to.deep.equal([]);
    expect(page.text).to.include('The payment at KNET was not canceled.');
    await page.press('Leave');
    expect(page.gone).to.deep.equal(['https://shop.example/cart']);
    expect(page.events<HppCancelEvent>('hpp-cancel')[0]!.canceled).to.equal(false);
  });

  it('lets the shopper stay', async () => {
    const cancel = () => problem(409, 'attempt_in_progress', { attempt: anAttempt() });
    const page = await canceling({ backend: backendThat({ cancel }) });
    await page.press('Stay here');
    expect(page.element.state).to.equal('choosing');
  });

  for (const url of ['javascript:alert(1)', 'http://evil.example/', '//evil.example', 'data:,x'])
    it(`never goes to ${url}`, async () => {
      const page = await canceling({ globals: { HppData: { cancel_url: url } } });
      expect(page.gone).to.deep.equal(['https://shop.example/canceled']);
    });

  it('allows the own origin of a plain http page', async () => {
    const page = await canceling({
      href: 'http://shop.lan/checkout',
      globals: { HppData: { cancel_url: '/cart' } },
    });
    expect(page.gone).to.deep.equal(['http://shop.lan/cart']);
  });

  it('does nothing after a veto', async () => {
    const page = await stage();
    page.element.addEventListener('hpp-before-cancel', (event) => event.preventDefault());
    await page.press('Cancel');
    expect(page.backend.cancels).to.deep.equal([]);
    expect(page.element.state).to.equal('choosing');
  });

  it('works while the backend is down', async () => {
    const page = await stage({
      backend: backendThat({ read: networkError, cancel: networkError }),
      globals: { HppData: { cancel_url: '/cart' } },
    });
    await page.clock.advance(10_000);
    expect(page.element.state).to.equal('broken');
    await page.press('Back to the shop');
    expect(page.gone).to.deep.equal(['https://shop.example/cart']);
  });

  it('works without any configuration', async () => {
    const page = await stage({ attributes: {}, globals: { HppData: { cancel_url: '/cart' } } });
    expect(page.element.state).to.equal('misconfigured');
    await page.press('Back to the shop');
    expect(page.gone).to.deep.equal(['https://shop.example/cart']);
    expect(page.backend.received).to.deep.equal([]);
  });

  it('shows the truth when the session was paid meanwhile', async () => {
    const cancel = () => problem(409, 'session_closed', { session: aSession({ state: 'paid' }) });
    const page = await canceling({ backend: backendThat({ cancel }) });
    expect(page.text).to.include('Payment successful');
    expect(page.gone).to.deep.equal([]);
  });

  it('by the method still fires the event when there is nowhere to go', async () => {
    const backend = new FakeBackend();
    backend.session = aSession({ cancel_url: null });
    backend.cancel = () =>
      json({ session: aSession({ state: 'canceled', cancel_url: null }), redirect_url: null });
    const page = await stage({
      backend,
      attributes: { 'client-key': 'k', 'session-id': SESSION_ID },
    });
    page.element.cancel();
    await page.settle();
    expect(page.events<HppCancelEvent>('hpp-cancel').map(canceled)).to.deep.equal([[true, null]]);
    expect(page.text).to.include('Payment canceled');
  });
});
