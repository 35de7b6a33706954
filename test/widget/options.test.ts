import { expect } from '@open-wc/testing';
import type { HppErrorEvent } from '../../src/widget/events.js';
import { aMethod, kwd } from '../support/session-fixtures.js';
import { clearStages, shown, type Stage } from '../support/widget.js';

const terms = { name: 'Terms of sale', url: 'https://shop.example/terms' };
const postpay = aMethod('postpay', {
  instalments: [
    { count: 3, amount: kwd('4.667') },
    { count: 4, amount: null },
  ],
});
const sent = (page: Stage) =>
  page.backend.starts.map(({ body }) => (body as { options: object }).options);

describe('terms', () => {
  afterEach(clearStages);

  it('have to be accepted: without that nothing starts, and the shopper is told where', async () => {
    const page = await shown({ terms });
    page.one('[part=pay]').focus();
    await page.press('Pay');
    expect(page.backend.starts).to.have.length(0);
    expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('terms_not_accepted');
    expect(page.spoken).to.equal('Please accept the terms first.');
    const box = page.one('[part=terms] input');
    expect(page.root.activeElement).to.equal(box);
    expect(box.getAttribute('aria-invalid')).to.equal('true');
  });

  it('once accepted are sent along, whatever method is chosen then', async () => {
    const page = await shown({ terms });
    page.one('[part=terms] input').click();
    await page.settle();
    await page.choose('card');
    await page.press('Pay');
    expect(sent(page)).to.deep.equal([{ terms_accepted: true }]);
  });

  it('take their complaint back when they are accepted', async () => {
    const page = await shown({ terms });
    await page.press('Pay');
    page.one('[part=terms] input').click();
    await page.settle();
    expect(page.has('.alert')).to.equal(false);
  });

  it('are a link of their own beside the label', async () => {
    const page = await shown({ terms });
    const link = page.one<HTMLAnchorElement>('[part=terms] a');
    expect(link.href).to.equal(terms.url);
    expect(link.rel).to.equal('noopener');
    expect(page.words('[part=terms] label')).to.equal('I accept the Terms of sale');
  });

  it('behind a hostile URL are no link', async () => {
    const page = await shown({ terms: { name: null, url: 'javascript:alert(1)' } });
    expect(page.has('[part=terms] a')).to.equal(false);
    expect(page.has('[part=terms] input')).to.equal(true);
  });

  it('that only the backend asks for are asked for by it', async () => {
    const page = await shown({});
    page.backend.start = () =>
      new Response('{"code":"terms_not_accepted","detail":"x"}', { status: 422 });
    await page.press('Pay');
    expect(page.text).to.include('Please accept the terms first.');
  });
});

async function choosePlan(page: Stage, count: string): Promise<void> {
  const box = page.one<HTMLSelectElement>('[part=instalments] select');
  box.value = count;
  box.dispatchEvent(new Event('change'));
  await page.settle();
}

describe('instalments', () => {
  afterEach(clearStages);

  it('are chosen among the plans of the method; the first one is the default', async () => {
    const page = await shown({ payment_methods: [postpay] });
    const box = page.one<HTMLSelectElement>('[part=instalments] select');
    expect([...box.options].map(({ text }) => text.replace(/\s/g, ' '))).to.deep.equal([
      '3 payments of KWD 4.667',
      '4 payments',
    ]);
    expect(box.value).to.equal('3');
    await page.press('Pay');
    expect(sent(page)).to.deep.equal([{ instalments: 3 }]);
  });

  it('that the shopper chose are sent', async () => {
    const page = await shown({ payment_methods: [postpay] });
    await choosePlan(page, '4');
    await page.press('Pay');
    expect(sent(page)).to.deep.equal([{ instalments: 4 }]);
  });

  it('that are shown are those that are sent, also after a look at another method', async () => {
    const page = await shown({ payment_methods: [postpay, aMethod('knet')] });
    await choosePlan(page, '4');
    await page.choose('knet');
    await page.choose('postpay');
    const shownPlan = page.one<HTMLSelectElement>('[part=instalments] select').value;
    await page.press('Pay');
    expect(sent(page)).to.deep.equal([{ instalments: Number(shownPlan) }]);
  });

  it('belong to their method', async () => {
    const page = await shown({ payment_methods: [postpay, aMethod('knet')] });
    await choosePlan(page, '4');
    await page.choose('knet');
    expect(page.has('[part=instalments]')).to.equal(false);
    await page.press('Pay');
    expect(sent(page)).to.deep.equal([{}]);
  });
});
