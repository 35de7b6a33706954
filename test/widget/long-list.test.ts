import { expect } from '@open-wc/testing';
import { aMethod, anAttempt, kwd } from '../support/session-fixtures.js';
import { clearStages, shown, withAttributes, type Stage } from '../support/widget.js';

const methods = Array.from({ length: 14 }, (_, at) => aMethod(`m${at}`, { name: `Bank ${at}` }));
const rows = (page: Stage) =>
  [...page.root.querySelectorAll('.method .name > bdi')].map((name) => name.textContent);

async function look(page: Stage, words: string): Promise<void> {
  const box = page.one<HTMLInputElement>('[part=search]');
  box.value = words;
  box.dispatchEvent(new Event('input'));
  await page.settle();
}

describe('a long list', () => {
  afterEach(clearStages);

  it('is shown whole unless the page sets a limit', async () => {
    const page = await shown({ payment_methods: methods });
    expect(rows(page)).to.have.length(14);
    expect(page.has('[part=more]')).to.equal(false);
  });

  it('shows the first ones, and the rest when asked', async () => {
    const page = await shown(
      { payment_methods: methods },
      { attributes: withAttributes({ 'visible-methods': '5' }) },
    );
    expect(rows(page)).to.have.length(5);
    await page.press('Show 9 more');
    expect(rows(page)).to.have.length(14);
    expect(page.has('[part=more]')).to.equal(false);
  });

  it('never hides the selected method', async () => {
    const page = await shown(
      { payment_methods: methods, default_payment_method: 'm13' },
      { attributes: withAttributes({ 'visible-methods': '2' }) },
    );
    expect(rows(page)).to.deep.equal(['Bank 0', 'Bank 1', 'Bank 13']);
    await look(page, 'bank 7');
    expect(rows(page)).to.deep.equal(['Bank 7', 'Bank 13']);
  });

  it('is searched by name and description, in any case, and past the limit', async () => {
    const page = await shown(
      { payment_methods: [...methods, aMethod('x', { name: 'Card', description: 'Visa' })] },
      { attributes: withAttributes({ 'visible-methods': '3' }) },
    );
    await look(page, ' VISA ');
    expect(rows(page)).to.deep.equal(['Bank 0', 'Card']);
    await look(page, 'bank 1');
    expect(rows(page)).to.deep.equal(['Bank 0', ...[1, 10, 11, 12, 13].map((n) => `Bank ${n}`)]);
    await look(page, '');
    expect(rows(page)).to.have.length(3);
  });

  it('says where a search finds nothing, and to those who only hear it', async () => {
    const page = await shown({ payment_methods: methods });
    await look(page, 'visa, or the like');
    expect(rows(page), 'the selected one stays').to.deep.equal(['Bank 0']);
    expect(page.words('[part=alert]')).to.equal('No payment method matches your search.');
    expect(page.spoken).to.equal('No payment method matches your search.');
    await look(page, 'bank 7');
    expect(page.has('[part=alert]')).to.equal(false);
    expect(page.spoken).to.equal('');
  });

  it('has a search from twelve methods on, or from what the page says', async () => {
    const twelve = { payment_methods: methods.slice(0, 12) };
    expect((await shown(twelve)).has('[part=search]')).to.equal(true);
    expect((await shown({ payment_methods: methods.slice(0, 11) })).has('[part=search]')).to.equal(
      false,
    );
    const attributes = withAttributes({ 'search-from': '0' });
    expect((await shown(twelve, { attributes })).has('[part=search]')).to.equal(false);
  });
});

describe('a method', () => {
  afterEach(clearStages);

  it('is the default of the session, when it can be used', async () => {
    const payment_methods = [
      aMethod('knet'),
      aMethod('card'),
      aMethod('stc', { unavailable_reason: 'not_eligible' }),
    ];
    const chosen = await shown({ payment_methods, default_payment_method: 'card' });
    expect(chosen.words('[part=pay]')).to.include('CARD');
    const other = await shown({ payment_methods, default_payment_method: 'stc' });
    expect(other.words('[part=pay]')).to.include('KNET');
  });

  it('says what recommends it, and which amounts it takes', async () => {
    const page = await shown({
      payment_methods: [
        aMethod('knet', { recommended: true, promo_label: '0 % interest' }),
        aMethod('low', { unavailable_reason: 'amount_too_low', min_amount: kwd('20.000') }),
        aMethod('high', { unavailable_reason: 'amount_too_high', max_amount: kwd('5.000') }),
        aMethod('none', { unavailable_reason: 'amount_too_low' }),
      ],
    });
    expect(page.words('[part=recommended]')).to.equal('Recommended');
    expect(page.words('[part=offer]')).to.equal('0 % interest');
    expect(page.text)
      .to.include('From KWD 20.000')
      .and.include('Up to KWD 5.000')
      .and.include('The amount is too low');
  });
});

describe('with one-click', () => {
  afterEach(clearStages);
  const attributes = withAttributes({ 'one-click': '' });

  it('a click on a method starts it, once', async () => {
    const page = await shown(
      { payment_methods: [aMethod('knet'), aMethod('card')] },
      { attributes },
    );
    expect(page.has('[part=pay]')).to.equal(false);
    const [, card] = page.root.querySelectorAll<HTMLElement>('button.method');
    card!.click();
    card!.click();
    await page.settle();
    expect(
      page.backend.starts.map(({ body }) => (body as { payment_method: string }).payment_method),
    ).to.deep.equal(['card']);
    expect(page.gone).to.have.length(1);
  });

  it('a method with something to choose is chosen first, then paid with the button', async () => {
    const page = await shown(
      { payment_methods: [aMethod('knet'), aMethod('card', { can_save_card: true })] },
      { attributes },
    );
    page.root.querySelectorAll<HTMLElement>('button.method')[1]!.click();
    await page.settle();
    expect(page.backend.starts).to.have.length(0);
    page.one('[part=save-card] input').click();
    await page.press('Pay');
    expect(page.backend.starts).to.have.length(1);
  });

  it('a method that cannot be used cannot be clicked', async () => {
    const page = await shown(
      { payment_methods: [aMethod('knet', { unavailable_reason: 'not_eligible' })] },
      { attributes },
    );
    expect(page.one<HTMLButtonElement>('button.method').disabled).to.equal(true);
  });
});

describe('with auto-redirect', () => {
  afterEach(clearStages);
  const attributes = withAttributes({ 'auto-redirect': '' });
  const one = { payment_methods: [aMethod('knet')] };

  it('the only method is started by itself', async () => {
    const page = await shown(one, { attributes });
    expect(page.backend.starts).to.have.length(1);
    expect(page.gone).to.deep.equal(['https://pay.example/x']);
  });

  it('nothing starts by itself without it, beside another method, for terms, or on a way back', async () => {
    const terms = { name: null, url: 'https://shop.example/terms' };
    for (const page of [
      await shown(one),
      await shown({ payment_methods: [aMethod('knet'), aMethod('card')] }, { attributes }),
      await shown({ ...one, terms }, { attributes }),
      await shown(one, { attributes, revisit: true }),
    ]) {
      expect(page.element.state).to.equal('choosing');
      expect(page.has('[part=alert]'), 'nothing was tried').to.equal(false);
      expect(page.backend.starts).to.have.length(0);
    }
  });

  it('nothing starts by itself once there was an attempt', async () => {
    const failed = { ...anAttempt({ state: 'failed' }), failure_reason: 'declined' } as const;
    const page = await shown({ ...one, state: 'attempted', attempt: failed }, { attributes });
    expect(page.backend.starts).to.have.length(0);
  });
});
