import { expect } from '@open-wc/testing';
import type { HppErrorEvent, HppStateChangeEvent } from '../../src/widget/events.js';
import { HppCheckout } from '../../src/widget/hpp-checkout.js';
import { FakeBackend, json, networkError, problem, silence } from '../support/fake-backend.js';
import { aSession, kwd, OTHER_SESSION_ID } from '../support/session-fixtures.js';
import { clearStages, stage } from '../support/widget.js';

describe('the life of a widget', () => {
  afterEach(clearStages);

  it('is registered once, however often its script comes', async () => {
    const again = '/src/define.ts?again';
    await import(again);
    expect(customElements.get('hpp-checkout')).to.equal(HppCheckout);
  });

  it('drops the answer to a session that is no longer asked for', async () => {
    let answer: (response: Response) => void = () => undefined;
    const backend = new FakeBackend();
    backend.nextReads.push(() => new Promise((resolve) => (answer = resolve)));
    const page = await stage({ backend });
    backend.session = aSession({ id: OTHER_SESSION_ID, amount: kwd('99.000') });
    page.element.setAttribute('session-id', OTHER_SESSION_ID);
    await page.settle();
    answer(json(aSession()));
    await page.settle();
    expect(page.element.session!.id).to.equal(OTHER_SESSION_ID);
    expect(page.text).to.include('KWD 99.000');
    expect(page.events('hpp-ready')).to.have.length(1);
  });

  it('aborts the request for a session that is no longer asked for', async () => {
    const backend = new FakeBackend();
    backend.nextReads.push(silence);
    const page = await stage({ backend });
    page.element.setAttribute('session-id', OTHER_SESSION_ID);
    await page.settle();
    expect(backend.reads[0]!.init.signal!.aborted).to.equal(true);
  });

  it('forgets a paid session for a new one', async () => {
    const backend = new FakeBackend();
    backend.session = aSession({ state: 'paid' });
    const page = await stage({ backend });
    backend.session = aSession({ id: OTHER_SESSION_ID });
    page.element.setAttribute('session-id', OTHER_SESSION_ID);
    await page.settle();
    expect(page.element.state).to.equal('choosing');
  });

  it('goes on when the element is moved', async () => {
    const page = await stage();
    await page.choose('card');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(page.element);
    await page.settle();
    expect(page.backend.reads).to.have.length(1);
    expect(page.element.state).to.equal('choosing');
    await page.press('Pay');
    expect(page.backend.starts[0]!.body).to.include({ payment_method: 'card' });
    box.remove();
  });

  it('ends with its removal, and begins again', async () => {
    const backend = new FakeBackend();
    backend.start = silence;
    const page = await stage({ backend });
    await page.press('Pay');
    page.element.remove();
    await page.settle();
    expect(backend.starts[0]!.init.signal!.aborted).to.equal(true);
    expect(page.element.state).to.equal('configuring');
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await page.settle();
    expect(backend.reads).to.have.length(1);
    document.body.append(page.element);
    await page.settle();
    expect(page.element.state).to.equal('choosing');
    expect(backend.reads).to.have.length(2);
  });

  it('shares nothing with another widget', async () => {
    const [one, two] = [await stage(), await stage()];
    await one.choose('card');
    await one.press('Pay');
    expect(two.element.state).to.equal('choosing');
    expect(two.words('[part=pay]')).to.include('KNET');
    expect(two.gone).to.deep.equal([]);
  });

  it('works with properties that were set before the upgrade', async () => {
    const page = await stage({
      attributes: {},
      prepare: (element) => Object.assign(element, { clientKey: 'key', sessionId: aSession().id }),
    });
    expect(page.element.state).to.equal('choosing');
  });

  it('reports an unreachable backend after its tries, and recovers by "Try again"', async () => {
    const backend = new FakeBackend();
    backend.nextReads.push(networkError, networkError, networkError);
    const page = await stage({ backend });
    await page.clock.advance(10_000);
    expect(backend.reads).to.have.length(3);
    expect(page.text).to.include('We could not reach the payment service');
    expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('network_error');
    await page.press('Try again');
    expect(page.element.state).to.equal('choosing');
  });

  it('ends every try of a silent backend', async () => {
    const backend = new FakeBackend();
    backend.read = silence;
    const page = await stage({ backend });
    await page.clock.advance(40_000);
    expect(page.element.state).to.equal('broken');
    expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('timeout');
  });

  it('shows a way on when neither session nor code can be fetched', async () => {
    const backend = new FakeBackend();
    backend.read = networkError;
    const page = await stage({ backend, journey: () => Promise.reject(new TypeError('offline')) });
    expect(page.text).to.equal('Check your connection and try again. Try again');
    expect(page.events('hpp-error')).to.have.length(1);
  });

  it('quotes the request id of an unknown session', async () => {
    const backend = new FakeBackend();
    backend.read = () => problem(404, 'session_not_found');
    const page = await stage({ backend });
    expect(page.text).to.include('Please contact the merchant.').and.include('req_1');
    expect(page.events<HppErrorEvent>('hpp-error')[0]!.requestId).to.equal('req_1');
  });

  it('tells every change of its state', async () => {
    const page = await stage();
    const changes = page.events<HppStateChangeEvent>('hpp-state-change');
    expect(changes.map(({ previous, state }) => `${previous} ${state}`)).to.deep.equal([
      'configuring loading',
      'loading choosing',
    ]);
    expect(changes[0]!.composed && changes[0]!.bubbles).to.equal(true);
  });

  it('moves the focus to the heading of the next screen, and only then', async () => {
    const page = await stage();
    expect(document.activeElement).not.to.equal(page.element);
    page.one('[part=pay]').focus();
    await page.press('Pay');
    expect(page.root.activeElement).to.equal(page.one('h2'));
    expect(page.spoken).to.equal('Taking you to KNET…');
  });
});
