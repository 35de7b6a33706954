import { expect } from '@open-wc/testing';
import type { HppErrorEvent } from '../../src/widget/events.js';
import type { HppBeforeRedirectEvent } from '../../src/widget/journey-events.js';
import { FakeBackend, json, networkError, problem, silence } from '../support/fake-backend.js';
import { aMethod, anAttempt, aSession, kwd } from '../support/session-fixtures.js';
import { clearStages, stage, type Stage } from '../support/widget.js';

const keyOf = (page: Stage, at: number) => page.backend.starts[at]!.headers.get('Idempotency-Key');

const replying = (...replies: FakeBackend['nextStarts']) => {
  const backend = new FakeBackend();
  backend.nextStarts.push(...replies);
  return stage({ backend });
};

describe('paying', () => {
  afterEach(clearStages);

  it('starts the chosen method with the amount and total shown, then leaves once', async () => {
    const page = await stage();
    await page.choose('card');
    await page.press('Pay');
    expect(page.backend.starts[0]!.body).to.deep.equal({
      payment_method: 'card',
      options: {},
      amount: kwd('14.000'),
      total: kwd('14.350'),
    });
    expect(page.gone).to.deep.equal(['https://pay.example/x']);
    expect(page.events('hpp-redirect')).to.have.length(1);
    expect(page.text).to.include('Taking you to KNET…');
    expect(page.one<HTMLAnchorElement>('a[part~=continue]').href).to.equal('https://pay.example/x');
    expect(page.one<HTMLAnchorElement>('a[part~=continue]').target).to.equal('_top');
  });

  it('posts a form where the redirect is one, and offers the same form to continue', async () => {
    const fields = { PaReq: 'abc', submit: 'clobber', '"x"': '<&>' };
    const redirect = { method: 'POST', url: 'https://pay.example/form', fields };
    const page = await replying(() => json({ attempt: anAttempt(), redirect }, 201));
    await page.press('Pay');
    expect(page.gone).to.deep.equal([{ action: 'https://pay.example/form', fields }]);
    expect(page.words('form button')).to.equal('Continue to KNET');
  });

  it('sends one start for two clicks in one task', async () => {
    const page = await stage();
    const button = page.one('[part=pay]');
    button.click();
    button.click();
    page.element.pay();
    await page.settle();
    expect(page.backend.starts).to.have.length(1);
    expect(page.gone).to.have.length(1);
  });

  it('sends one start for two clicks while the code behind them is still on its way', async () => {
    let arrive = (): void => undefined;
    const page = await stage({
      journey: () => new Promise((resolve) => (arrive = () => resolve(page.module))),
    });
    page.one('[part=pay]').click();
    page.one('[part=pay]').click();
    await page.settle();
    expect(page.words('[part=pay]')).to.equal('One moment…');
    arrive();
    await page.settle();
    expect(page.backend.starts).to.have.length(1);
  });

  it('says what to do when the code behind the button cannot be had, and recovers', async () => {
    let broken = true;
    const page = await stage({
      journey: () => (broken ? Promise.reject(new TypeError('404')) : Promise.resolve(page.module)),
    });
    await page.press('Pay');
    expect(page.text).to.include('Check your connection and try again.');
    expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('module_not_loaded');
    broken = false;
    await page.press('Pay');
    expect(page.gone).to.have.length(1);
  });

  it('reuses the idempotency key for retries and for a second click after an open error', async () => {
    const page = await replying(
      networkError,
      () => problem(503, 'provider_unavailable'),
      networkError,
    );
    page.one('[part=pay]').click();
    await page.clock.advance(10_000);
    expect(page.backend.starts).to.have.length(3);
    expect(page.text).to.include('We could not reach the payment service.');
    await page.press('Pay');
    const keys = new Set(page.backend.starts.map((_, at) => keyOf(page, at)));
    expect(page.backend.starts).to.have.length(4);
    expect(keys.size).to.equal(1);
    expect(keyOf(page, 0)).to.match(/^[\da-f]{32}$/);
  });

  it('takes a new key for another choice, and after a definite refusal', async () => {
    const page = await replying(
      () => problem(422, 'provider_refused'),
      () => problem(422, 'provider_refused'),
    );
    await page.press('Pay');
    await page.press('Pay');
    await page.choose('card');
    await page.press('Pay');
    expect(new Set([0, 1, 2].map((at) => keyOf(page, at))).size).to.equal(3);
  });

  it('waits as long as Retry-After says while the same start is in progress', async () => {
    const page = await replying(() =>
      json({ code: 'start_in_progress' }, 409, { 'Retry-After': '5' }),
    );
    page.one('[part=pay]').click();
    await page.clock.advance(4900);
    expect(page.backend.starts).to.have.length(1);
    await page.clock.advance(200);
    expect(page.backend.starts).to.have.length(2);
    expect(page.gone).to.have.length(1);
  });

  it('returns to the list when the backend never answers a start', async () => {
    const page = await replying(silence, silence, silence);
    page.one('[part=pay]').click();
    await page.clock.advance(70_000);
    expect(page.element.state).to.equal('choosing');
    expect(page.text).to.include('did not answer in time');
  });

  it('shows the fresh session when the amount has changed', async () => {
    const session = aSession({
      amount: kwd('20.000'),
      payment_methods: [aMethod('knet', { total: kwd('20.000') })],
    });
    const page = await replying(() => problem(409, 'session_changed', { session }));
    await page.press('Pay');
    expect(page.text).to.include('The amount or your order has changed.');
    expect(page.words('[part=pay]')).to.equal('Pay KWD 20.000 with KNET');
    expect(page.gone).to.deep.equal([]);
  });

  it('shows the end of a session that ended meanwhile', async () => {
    const session = aSession({ state: 'expired' });
    const page = await replying(() => problem(410, 'session_expired', { session }));
    await page.press('Pay');
    expect(page.text).to.include('This payment has expired');
  });

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://pay.example/x',
    'https://user:secret@pay.example/',
    '//pay.example/x',
    '\\\\pay.example\\x',
    'java\nscript:alert(1)',
  ])
    it(`refuses to leave to ${JSON.stringify(url)}`, async () => {
      const redirect = { method: 'GET', url };
      const page = await replying(() => json({ attempt: anAttempt(), redirect }, 201));
      await page.press('Pay');
      expect(page.gone).to.deep.equal([]);
      expect(page.events('hpp-redirect')).to.deep.equal([]);
      expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('navigation_refused');
      expect(page.element.state).to.equal('choosing');
    });

  it('leaves only to the listed origins where a list is given', async () => {
    const page = await stage({
      attributes: {
        'client-key': 'key',
        'session-id': aSession().id,
        'allowed-redirect-origins': 'https://a.example https://b.example',
      },
    });
    await page.press('Pay');
    expect(page.gone).to.deep.equal([]);
  });

  it('creates nothing after a veto', async () => {
    const page = await stage();
    page.element.addEventListener('hpp-before-redirect', (event) => event.preventDefault());
    await page.press('Pay');
    expect(page.backend.starts).to.deep.equal([]);
    expect(page.element.state).to.equal('choosing');
  });

  const holding = async (promise: () => Promise<unknown>) => {
    const page = await stage();
    page.element.addEventListener('hpp-before-redirect', (event: HppBeforeRedirectEvent) =>
      event.waitUntil(promise()),
    );
    await page.press('Pay');
    return page;
  };

  it('waits for waitUntil before it starts', async () => {
    let allow = (): void => undefined;
    const page = await holding(() => new Promise<void>((resolve) => (allow = resolve)));
    expect(page.backend.starts).to.deep.equal([]);
    allow();
    await page.settle();
    expect(page.backend.starts).to.have.length(1);
  });

  it('creates nothing after a rejected waitUntil', async () => {
    const page = await holding(() => Promise.reject(new Error('out of stock')));
    expect(page.backend.starts).to.deep.equal([]);
    const [error] = page.events<HppErrorEvent>('hpp-error');
    expect([error!.code, page.element.state]).to.deep.equal(['hook_failed', 'choosing']);
    expect(error!.message).to.include('out of stock');
  });

  it('creates nothing when waitUntil is pending for 30 seconds', async () => {
    const page = await holding(() => new Promise(() => undefined));
    await page.clock.advance(29_900);
    expect(page.element.state).to.equal('asking');
    await page.clock.advance(200);
    expect(page.element.state).to.equal('choosing');
    expect(page.backend.starts).to.deep.equal([]);
  });
});
