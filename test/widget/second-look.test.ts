import { expect } from '@open-wc/testing';
import { aMethod, anAttempt, aReturn, aSession, kwd } from '../support/session-fixtures.js';
import { clearStages, shown, withAttributes, type Stage } from '../support/widget.js';

const terms = { name: 'Terms of sale', url: 'https://shop.example/terms' };
const postpay = aMethod('postpay', {
  instalments: [
    { count: 3, amount: kwd('4.667') },
    { count: 6, amount: kwd('2.334') },
  ],
});
const live = anAttempt({ payment_method: 'postpay', payment_method_name: 'Postpay' });

interface Sent {
  readonly options: object;
  readonly replaces?: object;
}
const sent = (page: Stage) => page.backend.starts.map(({ body }) => body as Sent);

/** The shopper looks at the page again, after the session became another. */
async function lookAgain(page: Stage, changes: Parameters<typeof aSession>[0]): Promise<void> {
  page.backend.session = aSession(changes);
  window.dispatchEvent(new Event('focus'));
  await page.settle();
}

async function choosePlan(page: Stage, count: string): Promise<void> {
  const box = page.one<HTMLSelectElement>('[part=instalments] select');
  box.value = count;
  box.dispatchEvent(new Event('change'));
  await page.settle();
}

async function type(page: Stage, words: string): Promise<void> {
  const box = page.one<HTMLInputElement>('[part=search]');
  box.focus();
  box.value = words;
  box.dispatchEvent(new Event('input'));
  await page.settle();
}

describe('a search', () => {
  afterEach(clearStages);
  const payment_methods = Array.from({ length: 14 }, (_, at) => aMethod(`m${at}`));

  it('is no field of the form: Enter in it pays nothing', async () => {
    const page = await shown({ payment_methods });
    expect(page.one<HTMLInputElement>('[part=search]').form === null).to.equal(true);
  });

  it('keeps the focus while the terms are still to be accepted', async () => {
    const page = await shown({ payment_methods, terms });
    await page.press('Pay');
    await type(page, 'm1');
    expect(page.root.activeElement?.getAttribute('part')).to.equal('search');
    expect(page.text, 'the complaint stays').to.include('Please accept the terms first.');
  });
});

describe('terms', () => {
  afterEach(clearStages);

  it('take no focus from the page when the session is read again', async () => {
    const page = await shown({ terms });
    await page.press('Pay');
    page.one('[part=terms] input').blur();
    await lookAgain(page, { terms });
    expect(page.root.activeElement?.id).to.equal(undefined);
  });

  it('that have changed are to be accepted anew', async () => {
    const page = await shown({ terms });
    page.one('[part=terms] input').click();
    await page.settle();
    await lookAgain(page, { terms: { ...terms, url: 'https://shop.example/new-terms' } });
    expect(page.one<HTMLInputElement>('[part=terms] input').checked).to.equal(false);
    await page.press('Pay');
    expect(sent(page)).to.have.length(0);
  });

  it('that are the same stay accepted', async () => {
    const page = await shown({ terms });
    page.one('[part=terms] input').click();
    await page.settle();
    await lookAgain(page, { terms });
    await page.press('Pay');
    expect(sent(page)[0]!.options).to.deep.equal({ terms_accepted: true });
  });
});

describe('a plan', () => {
  afterEach(clearStages);

  it('is not named when a live attempt is continued, which has its own', async () => {
    const page = await shown({ payment_methods: [postpay], state: 'pending', attempt: live });
    await page.press('Continue at Postpay');
    expect(sent(page)[0]).to.deep.include({ options: {} }).and.not.have.property('replaces');
  });

  it('that is another one than that of the live attempt takes its place', async () => {
    const page = await shown({ payment_methods: [postpay], state: 'pending', attempt: live });
    await choosePlan(page, '6');
    await page.press('Pay');
    expect(sent(page)[0]).to.deep.include({
      options: { instalments: 6 },
      replaces: { attempt_id: live.id, confirmed: false },
    });
  });

  it('that is offered no more, or at another price, is told before it is paid', async () => {
    const [three, six] = postpay.instalments!;
    for (const instalments of [[three!], [three!, { ...six!, amount: kwd('2.500') }]]) {
      const page = await shown({ payment_methods: [postpay] });
      await choosePlan(page, '6');
      await lookAgain(page, { payment_methods: [{ ...postpay, instalments }] });
      expect(page.text).to.include('The amount or your order has changed.');
    }
  });

  it('that is as it was is no news', async () => {
    const page = await shown({ payment_methods: [postpay] });
    await choosePlan(page, '6');
    await lookAgain(page, { payment_methods: [{ ...postpay, description: 'New words' }] });
    expect(page.has('[part=alert]')).to.equal(false);
    await page.press('Pay');
    expect(sent(page)[0]!.options).to.deep.equal({ instalments: 6 });
  });
});

describe('what cannot be chosen any more', () => {
  afterEach(clearStages);

  it('leaves the list free: pay() without any method', async () => {
    const page = await shown(
      { payment_methods: [aMethod('knet', { unavailable_reason: 'temporarily_unavailable' })] },
      {
        prepare: (element) => {
          element.addEventListener('hpp-ready', () => element.pay());
        },
      },
    );
    await lookAgain(page, { payment_methods: [aMethod('knet')] });
    await page.press('Pay');
    expect(sent(page)).to.have.length(1);
  });
});

describe('with auto-redirect', () => {
  afterEach(clearStages);
  const attributes = withAttributes({ 'auto-redirect': '' });

  it('nothing starts where there is a plan to choose', async () => {
    const page = await shown({ payment_methods: [postpay] }, { attributes });
    expect(sent(page)).to.have.length(0);
  });

  it('nothing starts once it was tried, whatever became of the attempt', async () => {
    const page = await shown(
      { payment_methods: [aMethod('knet')], state: 'attempted' },
      { attributes },
    );
    expect(sent(page)).to.have.length(0);
  });

  it('a method that cannot be used leaves the list free', async () => {
    const page = await shown(
      { payment_methods: [aMethod('knet', { unavailable_reason: 'temporarily_unavailable' })] },
      { attributes },
    );
    expect(page.one('form').getAttribute('aria-busy')).to.equal('false');
  });
});

describe('while it waits', () => {
  afterEach(clearStages);

  it('for the page, the pay button says so', async () => {
    const page = await shown({});
    page.element.addEventListener('hpp-before-redirect', (event) =>
      event.waitUntil(new Promise(() => undefined)),
    );
    await page.press('Pay');
    expect(page.element.state).to.equal('asking');
    expect(page.words('[part=pay]')).to.equal('One moment…');
  });

  it('for the outcome without a connection, the shopper sees it', async () => {
    const page = await shown({ state: 'pending', attempt: aReturn() });
    page.online = false;
    window.dispatchEvent(new Event('offline'));
    await page.settle();
    expect(page.words('[part~=offline]')).to.match(/^You are offline/);
  });
});
