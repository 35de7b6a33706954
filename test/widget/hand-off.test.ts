import { expect, waitUntil } from '@open-wc/testing';
import { aSession, anAttempt } from '../support/session-fixtures.js';
import { clearStages, shown, type Stage } from '../support/widget.js';

const hosted_url = 'https://shop.example/checkout?session_id=session_0123456789abcdefgh';

async function open(page: Stage): Promise<void> {
  page.one<HTMLDetailsElement>('[part=qr]').open = true;
  await page.settle();
}

describe('the way to pay on a phone', () => {
  afterEach(clearStages);

  it('is offered only where there is one', async () => {
    expect((await shown({})).has('[part=qr]')).to.equal(false);
    expect((await shown({ hosted_url })).has('[part=qr]')).to.equal(true);
  });

  it('is a QR code with a name, drawn when it is looked at', async () => {
    const page = await shown({ hosted_url });
    await open(page);
    await waitUntil(() => page.has('svg[part=qr-code] path'), 'no code', { timeout: 15_000 });
    const code = page.one<SVGElement>('svg[part=qr-code]');
    expect(code.getAttribute('aria-label')).to.match(/^QR code/);
    expect(code.querySelector('path')!.getAttribute('d')).to.match(/^(M\d+ \d+h1v1h-1z){200,}$/);
  });

  it('is the picture of the provider where there is one, from the backend only', async () => {
    const own = await shown({ hosted_url, qr_code: '/api/checkout/assets/qr' });
    expect(own.one<HTMLImageElement>('img[part=qr-code]').src).to.equal(
      'https://shop.example/api/checkout/assets/qr',
    );
    const foreign = await shown({ qr_code: 'https://qr.example/x.png' });
    expect(foreign.has('[part=qr]')).to.equal(false);
  });

  it('shows what was paid on the phone', async () => {
    const page = await shown({ hosted_url });
    await page.clock.advance(30_000);
    expect(page.backend.reads, 'nobody looked yet').to.have.length(1);
    await open(page);
    page.backend.session = aSession({ state: 'attempted', attempt: anAttempt() });
    await page.clock.advance(3000);
    await page.settle();
    expect(page.text).to.include('A payment at KNET is under way.');
    page.backend.session = aSession({ state: 'paid', attempt: anAttempt({ state: 'paid' }) });
    await page.clock.advance(3000);
    await page.settle();
    expect(page.text).to.include('Payment successful');
    expect(page.events('hpp-settled')).to.have.length(1);
  });
});

describe('the file of the merchant', () => {
  afterEach(clearStages);
  const attachment = { name: 'Invoice.pdf', url: 'https://shop.example/invoice.pdf' };

  it('can be downloaded from the list and from the result', async () => {
    for (const state of ['created', 'paid'] as const) {
      const link = (await shown({ state, attachment })).one<HTMLAnchorElement>(
        '[part~=attachment]',
      );
      expect(link.href).to.equal(attachment.url);
      expect(link.textContent.trim()).to.equal('Download Invoice.pdf');
    }
  });

  it('behind a hostile URL is not shown', async () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://shop.evil/x'])
      expect((await shown({ attachment: { name: 'x', url } })).has('[part~=attachment]')).to.equal(
        false,
      );
  });
});
