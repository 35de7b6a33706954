import { expect } from '@open-wc/testing';
import { FakeBackend, networkError } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { clearStages, shown, stage, withAttributes } from '../support/widget.js';

const PAID = { state: 'paid', attempt: aReturn({ state: 'paid' }) } as const;
const lost = () => Promise.reject(new TypeError('offline'));

describe('the live region', () => {
  afterEach(clearStages);

  it('says that the code behind the list cannot be had', async () => {
    const page = await stage({ journey: lost });
    expect(page.spoken).to.equal('');
    await page.press('Pay');
    await page.clock.advance(20_000);
    await page.settle();
    expect(page.words('.alert')).to.equal('Check your connection and try again.');
    expect(page.spoken).to.equal('Check your connection and try again.');
  });

  it('says the same where the session cannot be had either', async () => {
    const backend = Object.assign(new FakeBackend(), { read: networkError });
    const page = await stage({ backend, journey: lost });
    expect(page.spoken).to.equal('Check your connection and try again.');
  });

  it('says once in how many seconds the shopper is taken back, until they want to stay', async () => {
    const page = await shown(PAID, {
      attributes: withAttributes({ 'return-url': '/thanks', 'auto-return': '30' }),
    });
    const said = 'Payment successful You go back to the shop in 30 seconds.';
    expect(page.spoken).to.equal(said);
    await page.clock.advance(5000);
    await page.settle();
    expect(page.words('[part=return]')).to.include('25 seconds');
    expect(page.spoken).to.equal(said);
    await page.press('Stay here');
    expect(page.spoken).to.equal('Payment successful');
  });
});

describe('the focus of a control that goes away', () => {
  afterEach(clearStages);

  it('goes to the heading of a screen', async () => {
    const page = await shown(PAID, {
      attributes: withAttributes({ 'return-url': '/thanks', 'auto-return': '30' }),
    });
    page.one('[part~=link]').focus();
    await page.press('Stay here');
    expect(page.root.activeElement?.localName).to.equal('h2');
  });

  it('goes to the choice that stands in the list', async () => {
    const page = await shown({ state: 'attempted', attempt: anAttempt() });
    page.one('[part~=continue]').focus();
    page.backend.session = aSession();
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.has('[part~=continue]')).to.equal(false);
    expect(page.root.activeElement?.matches('.method :checked')).to.equal(true);
  });

  it('is not taken from elsewhere on the page', async () => {
    const page = await shown({ state: 'attempted', attempt: anAttempt() });
    const elsewhere = document.body.appendChild(document.createElement('button'));
    elsewhere.focus();
    page.backend.session = aSession();
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.has('[part~=continue]')).to.equal(false);
    expect(document.activeElement === elsewhere).to.equal(true);
    elsewhere.remove();
  });
});

describe('a row of a list that is searched', () => {
  afterEach(clearStages);

  it('keeps its radio button checked when the row above it is gone', async () => {
    const page = await stage({ attributes: withAttributes({ 'search-from': '1' }) });
    const search = page.one<HTMLInputElement>('[type=search]');
    search.value = 'card';
    search.dispatchEvent(new Event('input'));
    await page.settle();
    const second = page.root.querySelectorAll<HTMLInputElement>('[type=radio]')[1]!;
    second.focus();
    second.click();
    await page.settle();
    expect(page.root.querySelectorAll('[type=radio]')).to.have.length(1);
    expect(page.root.activeElement?.matches('.method :checked')).to.equal(true);
  });
});
