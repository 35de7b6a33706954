import { expect } from '@open-wc/testing';
import { words as arabic } from '../../src/widget/locales/ar.js';
import { words as german } from '../../src/widget/locales/de.js';
import type { LocaleModule } from '../../src/widget/on-demand.js';
import { FakeBackend, silence } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { hearWarnings } from '../support/warnings.js';
import { clearStages, stage, type Options, type Stage } from '../support/widget.js';

const KEYS = { 'client-key': 'key', 'session-id': aSession().id };
const BUILT: Readonly<Record<string, LocaleModule>> = {
  ar: { words: arabic },
  de: { words: german },
};
const atOnce = (name: string) => Promise.resolve(BUILT[name] ?? { words: {} });

const inLanguage = (lang: string, options: Options = {}) =>
  stage({ locale: atOnce, attributes: { ...KEYS, lang }, ...options });

const session = (changes: Parameters<typeof aSession>[0]) =>
  Object.assign(new FakeBackend(), { session: aSession(changes) });

/** The words of one language, given when the test wants. */
function later() {
  let give: (module: LocaleModule) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const asked: string[] = [];
  const locale = (name: string) => {
    asked.push(name);
    return new Promise<LocaleModule>((resolve, reject) => {
      give = resolve;
      fail = reject;
    });
  };
  return {
    asked,
    locale,
    give: () => give({ words: german }),
    fail: () => fail(new TypeError('404')),
  };
}

const isGerman = (page: Stage) => page.text.includes(german.methods);
const spokenIn = (page: Stage) => page.one('.root').lang;

describe('the language of the widget', () => {
  afterEach(clearStages);

  it('is that of its attribute, before that of the session and of the page', async () => {
    const page = await inLanguage('de-AT', { backend: session({ language: 'ar' }) });
    expect(page.text).to.include(german.methods);
    expect(spokenIn(page)).to.equal('de-AT');
    expect(page.one('[role=status]').lang).to.equal('de-AT');
  });

  it('is that of the session where it has no attribute', async () => {
    const backend = session({ language: 'ar' });
    const page = await stage({ locale: atOnce, backend });
    expect(page.text).to.include(arabic.methods);
    expect(page.one('.root').dir).to.equal('rtl');
  });

  it('is that of the nearest element around it, out of a shadow root, too', async () => {
    const around = document.createElement('div');
    around.lang = 'de';
    const inner = around.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    document.body.append(around);
    const page = await stage({ locale: atOnce });
    expect(isGerman(page)).to.equal(false);
    inner.append(page.element);
    page.element.requestUpdate();
    await page.settle();
    expect(isGerman(page)).to.equal(true);
    around.remove();
  });

  it('is English, without a request, on a page of a language that it does not speak', async () => {
    const words = later();
    const page = await inLanguage('sw', { locale: words.locale });
    expect(words.asked).to.deep.equal([]);
    expect(page.words('legend')).to.equal('Payment method');
    expect(spokenIn(page)).to.equal('en');
  });

  it('changes at run time, and keeps the old words until the new ones are there', async () => {
    const words = later();
    const page = await stage({ locale: words.locale });
    page.element.lang = 'de';
    await page.settle();
    expect(page.words('legend')).to.equal('Payment method');
    words.give();
    await page.settle();
    expect(page.words('legend')).to.equal(german.methods);
    page.element.lang = 'en';
    await page.settle();
    expect(page.words('legend')).to.equal('Payment method');
    expect(words.asked).to.deep.equal(['de']);
  });

  it('follows the language of the page', async () => {
    const { documentElement } = document;
    const before = documentElement.lang;
    const page = await stage({ locale: atOnce });
    documentElement.lang = 'ar';
    await page.settle();
    expect(page.words('legend')).to.equal(arabic.methods);
    documentElement.lang = before;
    await page.settle();
    expect(page.words('legend')).to.equal('Payment method');
  });

  it('has the direction of its letters, unless the page sets one', async () => {
    const page = await inLanguage('ar');
    expect(getComputedStyle(page.one('.root')).direction).to.equal('rtl');
    page.element.dir = 'ltr';
    await page.settle();
    expect(getComputedStyle(page.one('.root')).direction).to.equal('ltr');
    page.element.removeAttribute('dir');
    page.element.lang = 'de';
    await page.settle();
    expect(getComputedStyle(page.one('.root')).direction).to.equal('ltr');
  });

  it('writes amounts, also with the digits that the tag asks for', async () => {
    expect((await inLanguage('de')).words('.amount')).to.equal('14,000 KWD');
    expect((await inLanguage('ar-EG')).words('.amount')).to.include('١٤٫٠٠٠');
    expect((await inLanguage('ar-EG-u-nu-latn')).words('.amount')).to.include('14.000');
  });

  it('is spoken on every screen and by the live region', async () => {
    const attempt = anAttempt({ state: 'failed', failure_reason: 'card_expired' });
    const declined = await inLanguage('de', { backend: session({ state: 'attempted', attempt }) });
    expect(declined.text).to.include(german.declined('KNET'));
    expect(declined.text).to.include(`${german['reason.card_expired']} ${german.notCharged}`);
    const backend = session({ state: 'paid', attempt: aReturn({ state: 'paid' }) });
    const paid = await inLanguage('de', { backend });
    expect(paid.words('h2')).to.equal(german['paid.title']);
    expect(paid.spoken).to.equal(german['paid.title']);
  });
});

describe('words that are fetched', () => {
  afterEach(clearStages);

  it('are asked for while the session is', async () => {
    const words = later();
    const backend = Object.assign(new FakeBackend(), { read: silence });
    await inLanguage('de', { locale: words.locale, backend });
    expect(words.asked).to.deep.equal(['de']);
  });

  it('are waited for by the list, but not for longer than three seconds', async () => {
    const words = later();
    const warnings = hearWarnings();
    const page = await inLanguage('de', { locale: words.locale });
    expect(page.element.state).to.equal('choosing');
    expect(page.has('[part=skeleton]')).to.equal(true);
    expect(page.text).to.equal('');
    await page.clock.advance(2999);
    expect(page.has('[part=pay]')).to.equal(false);
    await page.clock.advance(1);
    await page.settle();
    expect(page.words('[part=pay]')).to.match(/^Pay /);
    expect(spokenIn(page)).to.equal('en');
    words.fail();
    await page.settle();
    warnings.stop();
    expect(warnings.said.join('|')).to.equal('<hpp-checkout> English, not "de": timeout');
  });

  it('are spoken as soon as they are there, even if that is late', async () => {
    const words = later();
    const warnings = hearWarnings();
    const page = await inLanguage('de', { locale: words.locale });
    await page.clock.advance(3000);
    await page.settle();
    words.give();
    await page.settle();
    warnings.stop();
    expect(isGerman(page)).to.equal(true);
    expect(spokenIn(page)).to.equal('de');
  });

  it('never block the payment when they cannot be had', async () => {
    const words = later();
    const warnings = hearWarnings();
    const page = await inLanguage('de', { locale: words.locale });
    words.fail();
    await page.settle();
    warnings.stop();
    expect(warnings.said).to.have.length(1);
    expect(spokenIn(page)).to.equal('en');
    await page.press('Pay');
    expect(page.gone).to.have.length(1);
  });
});

describe('words of the page', () => {
  afterEach(clearStages);

  it('go over the built-in ones, the more special over the more general', async () => {
    const page = await inLanguage('de-AT', {
      prepare: (element) =>
        (element.strings = {
          en: { cancel: 'Never mind' },
          de: { cancel: 'Zurück zum Warenkorb', methods: 'Womit?' },
          'de-AT': { methods: 'Wie zahlen?', 'departing.text': 'unknown' } as object,
        }),
    });
    expect(page.words('legend')).to.equal('Wie zahlen?');
    expect(page.words('[part=cancel]')).to.equal('Zurück zum Warenkorb');
    expect(page.text).to.include(german.next);
  });

  it('reach the screens after the list', async () => {
    const page = await stage({
      backend: session({ state: 'paid' }),
      prepare: (element) => (element.strings = { en: { 'paid.title': 'Your coffee is coming' } }),
    });
    expect(page.words('h2')).to.equal('Your coffee is coming');
    expect(page.text).to.include('Your payment has been received.');
  });

  it('can be of a language that the widget does not speak', async () => {
    const page = await inLanguage('sw-KE', {
      prepare: (element) =>
        (element.strings = { sw: { pay: (amount, method) => `Lipa ${amount} kwa ${method}` } }),
    });
    expect(page.words('[part=pay]')).to.match(/^Lipa .+ kwa KNET$/);
    expect(spokenIn(page)).to.equal('sw-KE');
  });

  it('can be changed, and do no harm when they are of the wrong kind', async () => {
    const page = await stage();
    page.element.strings = { en: { pay: 'Pay now', methods: 7 } as object };
    await page.settle();
    expect(page.words('[part=pay]')).to.match(/^Pay .+ with KNET$/);
    page.element.strings = { en: { pay: (amount) => `Buy for ${amount}` } };
    await page.settle();
    expect(page.words('[part=pay]')).to.equal('Buy for KWD 14.000');
  });
});
