import { expect } from '@open-wc/testing';
import type { HppErrorEvent, HppSelectEvent } from '../../src/widget/events.js';
import { FakeBackend, json } from '../support/fake-backend.js';
import { aMethod, aSession, kwd } from '../support/session-fixtures.js';
import { clearStages, shown, stage } from '../support/widget.js';

describe('the list', () => {
  afterEach(clearStages);

  it('is asked for with the client key in a header and the session id in the path', async () => {
    const { backend } = await stage();
    const [read] = backend.reads;
    expect(read!.url).to.match(/\/api\/checkout\/sessions\/session_0123456789abcdefgh$/);
    expect(read!.headers.get('Client-Key')).to.equal('key');
    expect(read!.init.credentials).to.equal('same-origin');
    expect(read!.init.redirect).to.equal('error');
  });

  it('says ready once and shows amount, order and methods', async () => {
    const page = await stage();
    expect(page.events('hpp-ready')).to.have.length(1);
    expect(page.text)
      .to.include('Bayan Coffee')
      .and.include('KWD 14.000')
      .and.include('Order R-20418');
    expect(page.root.querySelectorAll('fieldset input[type=radio]')).to.have.length(3);
  });

  it('preselects the first method that can be used and says amount and method on the button', async () => {
    const page = await shown({
      payment_methods: [
        aMethod('stc', { unavailable_reason: 'temporarily_unavailable' }),
        aMethod('card', { total: kwd('14.350') }),
      ],
    });
    expect(page.words('[part=pay]')).to.equal('Pay KWD 14.350 with CARD');
    expect(page.one<HTMLInputElement>('.method:nth-of-type(2) input').checked).to.equal(true);
  });

  it('shows the fee and the total of each method, and why one cannot be used', async () => {
    const page = await stage();
    expect(page.text).to.include('KWD 14.350incl. KWD 0.350 fee');
    expect(page.text).to.include('Not available in this currency');
    const described = { fee: kwd('0.350'), fee_description: 'for each payment' };
    const other = await shown({ payment_methods: [aMethod('card', described)] });
    expect(other.words('[part=fee]')).to.equal('for each payment');
    expect(page.one<HTMLInputElement>('.method:nth-of-type(3) input').disabled).to.equal(true);
  });

  it('selects by a click and tells the page', async () => {
    const page = await stage();
    await page.choose('card');
    expect(page.events<HppSelectEvent>('hpp-select')[0]!.paymentMethod).to.equal('card');
    expect(page.words('[part=pay]')).to.equal('Pay KWD 14.350 with CARD');
  });

  it('offers to save the card only where the method can', async () => {
    const page = await stage();
    expect(page.has('[part=save-card]')).to.equal(false);
    await page.choose('card');
    page.one<HTMLInputElement>('[part=save-card] input').click();
    await page.press('Pay');
    expect((page.backend.starts[0]!.body as { options: unknown }).options).to.deep.equal({
      save_card: true,
    });
  });

  it('saves no card where the method has ceased to offer it', async () => {
    const can_save_card = true;
    const page = await shown({ payment_methods: [aMethod('card', { can_save_card })] });
    page.one<HTMLInputElement>('[part=save-card] input').click();
    page.backend.session = aSession({ payment_methods: [aMethod('card')] });
    await page.clock.advance(2000);
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.has('[part=save-card]')).to.equal(false);
    await page.press('Pay');
    expect((page.backend.starts[0]!.body as { options: unknown }).options).to.deep.equal({});
  });

  it('marks a sandbox method', async () => {
    const page = await shown({ payment_methods: [aMethod('knet', { sandbox: true })] });
    expect(page.one('[part=badge]').textContent).to.equal('Test');
  });

  it('says so when nothing can be used', async () => {
    const page = await shown({ payment_methods: [] });
    expect(page.text).to.include('No payment method is available.');
    expect(page.has('[part=pay]')).to.equal(false);
  });

  it('draws a monogram and asks no foreign origin for an icon', async () => {
    const page = await shown({
      payment_methods: [
        aMethod('knet', { icon: 'https://tracker.example/knet.png' }),
        aMethod('card', { icon: '/api/checkout/assets/none' }),
      ],
    });
    const images = [...page.root.querySelectorAll('img')].map((image) => image.src);
    expect(images).to.deep.equal(['https://shop.example/api/checkout/assets/none']);
    expect(page.one('.method:nth-of-type(1) [part=icon]').textContent).to.equal('K');
  });

  it('hides an image that fails, which leaves the monogram', async () => {
    const page = await shown({ payment_methods: [aMethod('card', { icon: '/missing' })] });
    const image = page.one<HTMLImageElement>('img');
    image.dispatchEvent(new Event('error'));
    expect(image.hidden).to.equal(true);
  });

  it('has no cancel button when there is nowhere to go', async () => {
    expect((await shown({ cancel_url: null })).has('[part=cancel]')).to.equal(false);
  });

  it('ignores fields that it does not know', async () => {
    const backend = new FakeBackend();
    backend.read = () => json({ ...aSession(), loyalty: { points: 3 } });
    const page = await stage({ backend });
    expect(page.element.state).to.equal('choosing');
  });

  it('names the first field of an answer that breaks the contract', async () => {
    const backend = new FakeBackend();
    backend.read = () => json({ ...aSession(), amount: { value: 14, currency: 'KWD' } });
    const page = await stage({ backend });
    const [error] = page.events<HppErrorEvent>('hpp-error');
    expect(error!.code).to.equal('invalid_response');
    expect(error!.message).to.include('body.amount.value');
    expect(page.element.state).to.equal('broken');
  });

  it('moves nothing in the list when the rest of the code arrives', async () => {
    const backend = new FakeBackend();
    const page = await stage({ backend });
    const before = page.one('fieldset').getBoundingClientRect();
    await page.choose('card');
    const after = page.one('fieldset').getBoundingClientRect();
    expect([after.top, after.height]).to.deep.equal([before.top, before.height]);
  });
});
