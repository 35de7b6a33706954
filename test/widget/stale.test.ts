import { expect } from '@open-wc/testing';
import { anAttempt, aSession, OTHER_SESSION_ID, SESSION_ID } from '../support/session-fixtures.js';
import { clearStages, shown, stage, withAttributes, type Stage } from '../support/widget.js';

const paid = { state: 'paid', attempt: anAttempt({ state: 'paid' }) } as const;
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();

async function show(page: Stage, id: string, changes: object = {}): Promise<void> {
  page.backend.session = aSession({ ...changes, id });
  page.element.setAttribute('session-id', id);
  await page.settle();
}

async function pass(page: Stage, ms: number): Promise<void> {
  await page.clock.advance(ms);
  await page.settle();
}

describe('what was said of one session', () => {
  afterEach(clearStages);

  it('says nothing of the next: who stayed there is taken back from here', async () => {
    const attributes = withAttributes({ 'return-url': '/thanks', 'auto-return': '5' });
    const page = await shown(paid, { attributes });
    await page.press('Stay here');
    await show(page, OTHER_SESSION_ID, paid);
    expect(page.words('[part=return]')).to.equal('You go back to the shop in 5 seconds.');
    await pass(page, 6000);
    expect(page.gone).to.deep.equal(['https://shop.example/thanks']);
  });

  it('is old when it comes back: the backend is asked, not the preload', async () => {
    const page = await stage({
      prepare: (element) => {
        element.preload = aSession();
      },
    });
    expect(page.backend.reads).to.have.length(0);
    await show(page, OTHER_SESSION_ID);
    await show(page, SESSION_ID, paid);
    expect(page.element.state).to.equal('settled');
  });
});

describe('the time that is left', () => {
  afterEach(clearStages);
  const hurried = { server_time: at(0), expires_at: at(10) };

  it('goes on after a veto, and is not given anew', async () => {
    const page = await shown(hurried);
    page.element.addEventListener('hpp-before-redirect', (event) => event.preventDefault());
    await pass(page, 61_000);
    await page.press('Pay');
    expect(page.element.state).to.equal('choosing');
    expect(page.words('[part=expiry]')).to.equal('Time left to pay: 8:59');
  });

  it('goes on after a way that the shopper came back from, while the backend is silent', async () => {
    const page = await shown(hurried);
    await pass(page, 61_000);
    await page.press('Pay');
    page.backend.read = () => new Promise(() => undefined);
    await page.press('Choose another payment method');
    expect(page.words('[part=expiry]')).to.equal('Time left to pay: 8:59');
  });

  it('begins anew with a newer word of the backend', async () => {
    const page = await shown(hurried);
    await pass(page, 61_000);
    page.backend.session = aSession({ server_time: at(1), expires_at: at(31) });
    window.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(page.words('[part=expiry]')).to.equal('Time left to pay: 30:00');
  });

  it('and a due date that are no times are not shown, and break nothing', async () => {
    const page = await shown({ expires_at: 'tomorrow', due_at: 'soon' });
    expect(page.words('[part=expiry]')).to.equal('');
    await page.press('Pay');
    expect(page.gone).to.have.length(1);
  });
});

describe('the link for a phone', () => {
  afterEach(clearStages);

  it('that the shopper may not be given is no code', async () => {
    for (const hosted_url of ['javascript:alert(1)', 'http://pay.evil/x'])
      expect((await shown({ hosted_url })).has('[part=qr]'), hosted_url).to.equal(false);
  });

  it('that is too long for a code leaves no error behind', async () => {
    const errors: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      errors.push(event.reason);
    };
    window.addEventListener('unhandledrejection', hear);
    const { loadQr } = await import('../../src/widget/on-demand.js');
    const page = await shown({ hosted_url: `https://shop.example/${'x'.repeat(5000)}` });
    await loadQr();
    await page.settle();
    window.removeEventListener('unhandledrejection', hear);
    expect(page.has('svg[part=qr-code]')).to.equal(false);
    expect(errors).to.deep.equal([]);
  });
});
