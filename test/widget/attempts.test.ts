import { expect } from '@open-wc/testing';
import type { HppSettledEvent } from '../../src/widget/journey-events.js';
import { FakeBackend, json, problem } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession, kwd } from '../support/session-fixtures.js';
import { clearStages, stage } from '../support/widget.js';

const showing = (changes: Parameters<typeof aSession>[0]) => {
  const backend = new FakeBackend();
  backend.session = aSession({ state: 'attempted', ...changes });
  return stage({ backend });
};

describe('an earlier attempt', () => {
  afterEach(clearStages);

  it('that is under way can be continued', async () => {
    const page = await showing({ attempt: anAttempt() });
    expect(page.text).to.include('A payment at KNET is under way.');
    await page.press('Continue at KNET');
    expect(page.backend.starts[0]!.body).to.include({ payment_method: 'knet' });
    expect(page.backend.starts[0]!.body).not.to.have.property('replaces');
    expect(page.gone).to.have.length(1);
  });

  it('that is under way is asked about: its end is shown without a way back', async () => {
    const page = await showing({ attempt: anAttempt() });
    await page.choose('card');
    await page.clock.advance(10_000);
    expect(page.backend.reads).to.have.length(6);
    expect(page.text).to.include('Pay KWD 14.350 with CARD');
    page.backend.session = aSession({ state: 'paid', attempt: aReturn({ state: 'paid' }) });
    await page.clock.advance(2500);
    expect(page.text).to.include('Payment successful');
    expect(page.events('hpp-settled')).to.have.length(1);
  });

  it('that ends without a payment is asked about no more', async () => {
    const page = await showing({ attempt: anAttempt() });
    page.backend.session = aSession({
      state: 'attempted',
      attempt: aReturn({ state: 'failed', failure_reason: 'declined' }),
    });
    await page.clock.advance(2500);
    expect(page.text).to.include('The payment at KNET was declined.');
    const asked = page.backend.reads.length;
    await page.clock.advance(60_000);
    expect(page.backend.reads).to.have.length(asked);
    expect(page.events('hpp-settled')).to.have.length(1);
  });

  it('that is under way is replaced by another method', async () => {
    const page = await showing({ attempt: anAttempt() });
    await page.choose('card');
    await page.press('Pay');
    expect(page.backend.starts[0]!.body).to.deep.include({
      replaces: { attempt_id: 'attempt_1', confirmed: false },
    });
  });

  it('that appeared in another tab is told below the list', async () => {
    const page = await stage();
    // In the page: a button that gets the focus may be scrolled to.
    const top = () => page.one('fieldset').getBoundingClientRect().top + scrollY;
    const before = top();
    page.backend.nextStarts.push(() =>
      problem(409, 'attempt_in_progress', { attempt: anAttempt() }),
    );
    await page.choose('card');
    await page.press('Pay');
    expect(page.text).to.include('A payment at KNET is under way.');
    expect(top()).to.equal(before);
    await page.press('Pay');
    expect(page.backend.starts[1]!.body).to.deep.include({
      replaces: { attempt_id: 'attempt_1', confirmed: false },
    });
  });

  it('that cannot be stopped is left only after an explicit yes', async () => {
    const page = await showing({ attempt: anAttempt() });
    page.backend.nextStarts.push(() =>
      problem(409, 'attempt_not_cancelable', { attempt: anAttempt() }),
    );
    await page.choose('card');
    await page.press('Pay');
    expect(page.text).to.include('We cannot stop the payment at KNET.');
    expect(page.text).to.include('If you already completed it there, do not pay again.');
    await page.press('Pay with CARD instead');
    expect(page.backend.starts[1]!.body).to.deep.include({
      replaces: { attempt_id: 'attempt_1', confirmed: true },
    });
  });

  it('that was declined is told with its reason, and settles once', async () => {
    const attempt = aReturn({ state: 'failed', failure_reason: 'insufficient_funds' });
    const page = await showing({ attempt });
    expect(page.text).to.include('The payment at KNET was declined. There was not enough money');
    expect(page.text).to.include('You were not charged.');
    document.dispatchEvent(new Event('visibilitychange'));
    await page.settle();
    const settled = page.events<HppSettledEvent>('hpp-settled');
    expect(settled.map(({ outcome }) => outcome)).to.deep.equal(['failed']);
  });

  it('that broke down or was canceled claims nothing about a charge', async () => {
    for (const end of [
      { state: 'failed', failure_reason: 'provider_error' },
      { state: 'canceled' },
    ] as const) {
      const page = await showing({ attempt: aReturn(end) });
      expect(page.text).to.include('Try again or choose another method.');
      expect(page.text).to.not.include('charged');
    }
  });

  it('that was returned and is unresolved shows confirming, then the outcome', async () => {
    const page = await showing({ attempt: aReturn() });
    expect(page.text).to.include('Confirming your payment…');
    expect(page.has('[part=pay]')).to.equal(false);
    page.backend.session = aSession({ state: 'paid', attempt: aReturn({ state: 'paid' }) });
    await page.clock.advance(2500);
    expect(page.text).to.include('Payment successful');
    expect(page.events('hpp-settled')).to.have.length(1);
  });

  it('whose session waits for the merchant is confirmed, not paid again', async () => {
    const page = await showing({ review: true, attempt: aReturn({ state: 'failed' }) });
    expect(page.element.state).to.equal('confirming');
  });

  it('in a state of a newer backend is confirmed', async () => {
    const backend = new FakeBackend();
    backend.read = () => json({ ...aSession(), state: 'levitating' });
    const page = await stage({ backend });
    expect(page.element.state).to.equal('confirming');
  });

  it('keeps asking every 2 s, every 10 s after a minute, then says that leaving is safe', async () => {
    const page = await showing({ attempt: aReturn() });
    await page.clock.advance(60_000);
    expect(page.backend.reads).to.have.length(31);
    await page.clock.advance(60_000);
    expect(page.backend.reads).to.have.length(37);
    await page.clock.advance(480_000);
    expect(page.text).to.include('It is safe to leave this page');
    const asked = page.backend.reads.length;
    await page.clock.advance(600_000);
    expect(page.backend.reads).to.have.length(asked);
    await page.press('Check again');
    expect(page.backend.reads).to.have.length(asked + 1);
    expect(page.element.state).to.equal('confirming');
  });

  it('is not asked about while nobody looks, and at once when somebody does', async () => {
    const page = await showing({ attempt: aReturn() });
    page.present = false;
    await page.clock.advance(120_000);
    expect(page.backend.reads).to.have.length(1);
    await page.comeBack();
    expect(page.backend.reads).to.have.length(2);
  });

  for (const [state, words] of [
    ['paid', 'Payment successful'],
    ['authorized', 'Payment approved'],
    ['cod', 'Order placed'],
    ['refunded', 'Payment refunded'],
    ['failed', 'Payment failed'],
    ['canceled', 'Payment canceled'],
    ['expired', 'This payment has expired'],
    ['invalided', 'no longer valid'],
  ] as const)
    it(`of a session that is ${state} shows "${words}" and settles`, async () => {
      const page = await showing({ state });
      expect(page.text).to.include(words);
      expect(page.events<HppSettledEvent>('hpp-settled')[0]!.outcome).to.equal(state);
      expect(page.events('hpp-ready')).to.have.length(1);
    });
});

describe('a result', () => {
  afterEach(clearStages);

  it('that is a failure gives its reason', async () => {
    const attempt = aReturn({ state: 'failed', failure_reason: 'card_expired' });
    const page = await showing({ state: 'failed', attempt });
    expect(page.text).to.include('The card has expired. This payment cannot be completed');
  });

  it('says what was paid, fee included', async () => {
    const attempt = anAttempt({ state: 'paid', total: kwd('14.350') });
    const page = await showing({ state: 'paid', attempt });
    expect(page.words('[part=receipt] [part=line]')).to.match(/^Amount\s+KWD.14\.350$/);
  });

  it('names what was charged where that is less than the order, and what went back', async () => {
    const money = (value: string) => ({ value, currency: 'KWD' });
    const captured_amount = money('5.000');
    const page = await showing({
      state: 'paid',
      captured_amount,
      refunded_amount: money('1.250'),
    });
    expect(page.text).to.match(/Charged\s*KWD.5\.000/);
    expect(page.text).to.match(/Refunded\s*KWD.1\.250/);
    const whole = await showing({ state: 'paid', captured_amount: aSession().amount });
    expect(whole.text).to.not.include('Charged');
  });
});

describe('the way back', () => {
  afterEach(clearStages);

  it('by the back/forward cache leaves no frozen button: the list is read again', async () => {
    const page = await stage();
    await page.press('Pay');
    page.backend.session = aSession({ state: 'attempted', attempt: anAttempt() });
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await page.settle();
    expect(page.element.state).to.equal('choosing');
    expect(page.text).to.include('A payment at KNET is under way.');
    expect(page.backend.reads).to.have.length(2);
    await page.press('Continue at KNET');
    expect(page.gone).to.have.length(2);
  });

  it('by hand offers the list again', async () => {
    const page = await stage();
    await page.press('Pay');
    await page.press('Choose another payment method');
    expect(page.element.state).to.equal('choosing');
  });

  it('to a tab reads the session again', async () => {
    const page = await stage();
    page.backend.session = aSession({ state: 'paid' });
    window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
    await page.settle();
    expect(page.backend.reads).to.have.length(2);
    expect(page.text).to.include('Payment successful');
  });

  it('says that a policy blocked the form', async () => {
    const page = await stage();
    await page.press('Pay');
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        effectiveDirective: 'form-action',
        documentURI: location.href,
        violatedDirective: 'form-action',
        originalPolicy: '',
        disposition: 'enforce',
        statusCode: 200,
      }),
    );
    await page.settle();
    expect(page.text).to.include('This page could not open KNET.');
    expect(page.has('[part~=continue]')).to.equal(true);
  });
});
