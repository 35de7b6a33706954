import { expect } from '@open-wc/testing';
import type { HppSettledEvent } from '../../src/widget/journey-events.js';
import { FakeBackend } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { clearStages, stage } from '../support/widget.js';

type Change = Parameters<typeof aSession>[0];

/** The outcomes that the page heard while the backend stated one session after the other. */
async function heard(...stated: Change[]) {
  const backend = new FakeBackend();
  backend.session = aSession(stated[0]);
  const page = await stage({ backend });
  for (const next of stated.slice(1)) {
    backend.session = aSession(next);
    await page.clock.advance(2500);
    window.dispatchEvent(new Event('focus'));
    await page.settle();
  }
  return page.events<HppSettledEvent>('hpp-settled').map(({ outcome }) => outcome);
}

const declined = aReturn({ state: 'failed' });
const attempted = { state: 'attempted' } as const;

describe('hpp-settled', () => {
  afterEach(clearStages);

  it('comes once for a declined attempt whose session then ends', async () => {
    const ends = [{ state: 'failed' }, { state: 'expired' }, { state: 'canceled' }] as const;
    for (const end of ends)
      expect(
        await heard({ ...attempted, attempt: declined }, { ...end, attempt: declined }),
      ).to.eql(['failed']);
  });

  it('comes once for each attempt', async () => {
    const second = aReturn({ id: 'attempt_2', state: 'paid' });
    expect(
      await heard({ ...attempted, attempt: declined }, { state: 'paid', attempt: second }),
    ).to.eql(['failed', 'paid']);
  });

  it('comes once for a payment that is captured or given back later', async () => {
    const attempt = aReturn({ state: 'paid' });
    expect(
      await heard(
        { ...attempted, attempt: aReturn() },
        { state: 'authorized', attempt: aReturn({ state: 'authorized' }) },
        { state: 'paid', attempt },
        { state: 'refunded', attempt },
      ),
    ).to.eql(['authorized']);
  });

  it('comes once for a session that ended without an attempt', async () => {
    expect(await heard({ state: 'expired' }, { state: 'expired' })).to.eql(['expired']);
  });

  it('never comes while the outcome is open', async () => {
    expect(
      await heard(
        { ...attempted, attempt: anAttempt() },
        { ...attempted, attempt: aReturn() },
        { state: 'attempted', review: true, attempt: declined },
        { state: 'unknown', attempt: declined },
      ),
    ).to.eql([]);
  });

  it('comes again for another session', async () => {
    const backend = new FakeBackend();
    backend.session = aSession({ state: 'expired' });
    const page = await stage({ backend });
    backend.session = aSession({ id: 'session_hgfedcba9876543210', state: 'expired' });
    page.element.sessionId = null;
    page.element.setAttribute('session-id', backend.session.id);
    await page.settle();
    expect(page.events('hpp-settled')).to.have.length(2);
  });
});
