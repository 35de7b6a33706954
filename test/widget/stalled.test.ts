import { expect } from '@open-wc/testing';
import type { HppCancelEvent } from '../../src/widget/journey-events.js';
import { FakeBackend, json, problem } from '../support/fake-backend.js';
import { aMethod, anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { clearStages, stage, type Stage } from '../support/widget.js';

type Change = Parameters<typeof aSession>[0];

const showing = (changes: Change) => {
  const backend = new FakeBackend();
  backend.session = aSession({ state: 'attempted', ...changes });
  return stage({ backend });
};

/** Ten minutes without an outcome. */
const stalled = async (changes: Change = {}) => {
  const page = await showing({ attempt: aReturn(), ...changes });
  await page.clock.advance(700_000);
  return page;
};

const buttons = (page: Stage) =>
  [...page.root.querySelectorAll('button')].map((each) => each.textContent.trim());

describe('a payment whose outcome does not come', () => {
  afterEach(clearStages);

  it('offers to ask again, to pay another way, and to leave', async () => {
    const page = await stalled();
    expect(buttons(page)).to.deep.equal(['Check again', 'Pay another way', 'Back to the shop']);
    expect(page.text)
      .to.include('If you already paid, do not pay again.')
      .and.include('quote R-20418');
  });

  it('is named above the list from which another method is chosen', async () => {
    const page = await stalled();
    await page.press('Pay another way');
    expect(page.element.state).to.equal('choosing');
    expect(page.text)
      .to.include('The payment at KNET is not confirmed yet.')
      .and.include('If you already completed it there, do not pay again.');
    expect(page.events('hpp-ready')).to.have.length(1);
  });

  it('is replaced only after an explicit yes where it cannot be canceled', async () => {
    const page = await stalled();
    await page.press('Pay another way');
    page.backend.nextStarts.push(() =>
      problem(409, 'attempt_not_cancelable', { attempt: aReturn() }),
    );
    await page.choose('card');
    await page.press('Pay');
    expect(page.backend.starts[0]!.body).to.deep.include({
      replaces: { attempt_id: 'attempt_1', confirmed: false },
    });
    expect(page.text).to.include('If you already completed it there, do not pay again.');
    await page.press('Pay with CARD instead');
    expect(page.backend.starts[1]!.body).to.deep.include({
      replaces: { attempt_id: 'attempt_1', confirmed: true },
    });
    expect(page.gone).to.have.length(1);
  });

  it('leaves the shopper in the list when they look away and back', async () => {
    const page = await stalled();
    await page.press('Pay another way');
    await page.choose('card');
    await page.clock.advance(2000);
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.element.state).to.equal('choosing');
    expect(page.words('[part=pay]')).to.include('CARD');
  });

  it('takes the shopper out of the list when it was paid after all', async () => {
    const page = await stalled();
    page.backend.session = aSession({ state: 'paid', attempt: aReturn({ state: 'paid' }) });
    await page.press('Pay another way');
    expect(page.text).to.include('Payment successful');
  });

  it('can be asked about again from the list', async () => {
    const page = await stalled();
    await page.press('Pay another way');
    const asked = page.backend.reads.length;
    await page.press('Check again');
    expect(page.element.state).to.equal('confirming');
    expect(page.backend.reads).to.have.length(asked + 1);
  });

  it('lets the shopper leave without canceling anything', async () => {
    const page = await stalled();
    await page.press('Back to the shop');
    expect(page.backend.cancels).to.deep.equal([]);
    expect(page.gone).to.deep.equal(['https://shop.example/cart']);
    expect(page.events<HppCancelEvent>('hpp-cancel')[0]!.canceled).to.equal(false);
    expect(page.text).to.not.include('cancel');
  });

  it('is asked about at once when the shopper comes back by the back button', async () => {
    const page = await stalled();
    await page.press('Back to the shop');
    const asked = page.backend.reads.length;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await page.settle();
    expect(page.element.state).to.equal('confirming');
    expect(page.backend.reads).to.have.length(asked + 1);
  });

  for (const [name, change] of [
    ['no method can be used', { payment_methods: [] }],
    ['the session has expired', { state: 'expired' }],
    ['the state is unknown', { state: 'unknown' }],
  ] as const)
    it(`offers no other way when ${name}`, async () => {
      const page = await stalled(change as Change);
      expect(buttons(page)).to.deep.equal(['Check again', 'Back to the shop']);
    });

  it('stops asking after ten minutes, however long each answer takes', async () => {
    const page = await showing({ attempt: aReturn() });
    page.backend.read = async ({ init }) => {
      await page.clock.sleep(9000, init.signal!);
      return problem(503, 'provider_unavailable');
    };
    await page.clock.advance(700_000);
    expect(page.text).to.include('We are still confirming your payment');
  });
});

describe('a payment that the merchant has to look at', () => {
  afterEach(clearStages);
  const reviewed = { review: true, attempt: aReturn() };

  it('says so at once, with what to quote and a way out', async () => {
    const page = await showing(reviewed);
    expect(page.text)
      .to.include('Confirming your payment…')
      .and.include('The merchant is checking it')
      .and.include('quote R-20418');
    expect(buttons(page)).to.deep.equal(['Back to the shop']);
    expect(page.spoken).to.equal('Confirming your payment…');
  });

  it('quotes the attempt where the order has no reference', async () => {
    const { order } = aSession();
    const page = await showing({ ...reviewed, order: { ...order, reference: null } });
    expect(page.text).to.include('quote attempt_1');
  });

  it('never offers to pay another way', async () => {
    const page = await stalled(reviewed);
    expect(buttons(page)).to.deep.equal(['Check again', 'Back to the shop']);
  });

  it('is still asked about after a veto of leaving', async () => {
    const page = await showing(reviewed);
    page.element.addEventListener('hpp-before-cancel', (event) => event.preventDefault());
    await page.press('Back to the shop');
    page.backend.session = aSession({ state: 'paid', attempt: aReturn({ state: 'paid' }) });
    await page.clock.advance(2500);
    expect(page.text).to.include('Payment successful');
  });

  it('is not called canceling while the page thinks about leaving', async () => {
    const page = await showing(reviewed);
    page.element.addEventListener('hpp-before-cancel', (event) =>
      event.waitUntil(new Promise(() => undefined)),
    );
    await page.press('Back to the shop');
    expect(page.text + page.spoken).not.to.include('Canceling');
  });
});

describe('a start that failed', () => {
  afterEach(clearStages);

  const failing = async (code: string, after: Change, status = 422) => {
    const page = await stage();
    page.backend.nextStarts.push(() => problem(status, code));
    page.backend.session = aSession({ state: 'attempted', ...after });
    await page.press('Pay');
    await page.clock.advance(10_000);
    return page;
  };

  for (const code of ['provider_refused', 'internal_error', 'idempotency_key_reused'])
    it(`with ${code} reads the session again`, async () => {
      const page = await failing(code, { attempt: null });
      expect(page.backend.reads).to.have.length(2);
      expect(page.element.state).to.equal('choosing');
    });

  it('by a refusal of the provider is told once, not also as declined', async () => {
    const attempt = anAttempt({ state: 'failed', failure_reason: 'provider_refused' });
    const page = await failing('provider_refused', { attempt });
    expect(page.text).to.include('This payment could not be started.');
    expect(page.text).not.to.include('declined');
    expect(page.root.querySelectorAll('.alert')).to.have.length(1);
    await page.choose('card');
    expect(page.text)
      .to.include('The payment at KNET could not be started.')
      .and.not.include('declined');
  });

  it('because its link is not allowed does not offer that link again', async () => {
    const page = await stage();
    page.backend.nextStarts.push(() =>
      json({ attempt: anAttempt(), redirect: { method: 'GET', url: 'http://evil.example/' } }),
    );
    page.backend.session = aSession({ state: 'attempted', attempt: anAttempt() });
    await page.press('Pay');
    expect(page.text).to.include('This payment method cannot be opened.');
    expect(page.has('[part~=continue]')).to.equal(false);
  });

  it('names the new total when only a fee has changed', async () => {
    const page = await stage();
    await page.choose('card');
    page.backend.session = aSession({
      payment_methods: [
        aMethod('knet'),
        aMethod('card', { total: { value: '14.500', currency: 'KWD' } }),
      ],
    });
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.text).to.include('The amount or your order has changed.');
    expect(page.words('[part=pay]')).to.include('14.500');
  });

  it('says so when the chosen method is taken away', async () => {
    const page = await stage();
    await page.choose('card');
    page.backend.session = aSession({ payment_methods: [aMethod('knet')] });
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.text).to.include('This payment method is not available now.');
  });

  it('continues an attempt whose method left the list, at the amount of the session', async () => {
    const backend = new FakeBackend();
    const attempt = anAttempt({ payment_method: 'gone', payment_method_name: 'Gone' });
    backend.session = aSession({ state: 'attempted', attempt });
    const page = await stage({ backend });
    await page.press('Continue at Gone');
    const { amount } = backend.session;
    expect(backend.starts[0]!.body).to.deep.equal({
      payment_method: 'gone',
      options: {},
      amount,
      total: amount,
    });
    expect(page.gone).to.have.length(1);
  });
});
