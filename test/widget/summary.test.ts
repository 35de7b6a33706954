import { expect } from '@open-wc/testing';
import { aMethod, aSession, kwd } from '../support/session-fixtures.js';
import { clearStages, shown, type Stage } from '../support/widget.js';

const { order } = aSession();
const backend = 'https://shop.example/api/checkout/assets/';

/** Name and amount of every line. */
const lines = (page: Stage) =>
  [...page.root.querySelectorAll('[part=totals] [part=line]')].map((line) =>
    [...line.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).join(': '),
  );

describe('the order', () => {
  afterEach(clearStages);

  it('opens to its items, with picture, quantity and price', async () => {
    const page = await shown({
      order: {
        ...order,
        description: 'Delivered on Thursday',
        items: [
          { name: 'Guji', quantity: 2, total: kwd('9.000'), image: `${backend}guji` },
          {
            name: 'Finjan',
            quantity: 1,
            total: kwd('5.000'),
            image: 'https://other.example/x.png',
          },
        ],
      },
    });
    expect(page.one<HTMLDetailsElement>('details[part=summary]').open).to.equal(false);
    expect(page.words('[part=description]')).to.equal('Delivered on Thursday');
    const items = [...page.root.querySelectorAll('[part=item]')];
    expect(items.map((item) => item.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'G Guji × 2KWD 9.000',
      'F FinjanKWD 5.000',
    ]);
    const pictures = items.map((item) => item.querySelector('img')?.src);
    expect(pictures, 'of the backend only').to.deep.equal([`${backend}guji`, undefined]);
  });

  it('adds up: what is taken off, shipping, tax, and the total', async () => {
    const page = await shown({
      order: { ...order, shipping: kwd('1.000'), tax: kwd('0.500') },
      payment_methods: [aMethod('knet')],
    });
    expect(lines(page)).to.deep.equal([
      'Subtotal: KWD 15.500',
      'Discount: -KWD 1.500',
      'Shipping: KWD 1.000',
      'Tax: KWD 0.500',
      'Total: KWD 14.000',
    ]);
  });

  it('has the fee and the total of the method that is selected', async () => {
    const page = await shown({});
    expect(lines(page).slice(-2)).to.deep.equal(['Fee: KWD 0.000', 'Total: KWD 14.000']);
    await page.choose('card');
    expect(lines(page).slice(-2)).to.deep.equal(['Fee: KWD 0.350', 'Total: KWD 14.350']);
  });

  it('says who is paid: the name, and the logo from the backend only', async () => {
    const page = await shown({ order: { ...order, merchant_logo: `${backend}logo` } });
    expect(page.words('[part=amount-label]')).to.equal('Bayan Coffee');
    expect(page.one<HTMLImageElement>('header img').src).to.equal(`${backend}logo`);
    const hostile = { ...order, merchant_logo: 'https://other.example/logo.png' };
    const foreign = await shown({ order: hostile });
    expect(foreign.has('header img')).to.equal(false);
    expect(foreign.words('header [part=icon]')).to.equal('B');
  });

  it('without items and sums is one line that does not open', async () => {
    const page = await shown({ order: { ...order, items: [], subtotal: null } });
    expect(page.has('details[part=summary]')).to.equal(false);
    expect(page.words('[part=about]')).to.equal('Order R-20418');
  });
});
