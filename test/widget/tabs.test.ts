import { expect, waitUntil } from '@open-wc/testing';
import { FakeBackend, json } from '../support/fake-backend.js';
import { anAttempt, aSession, OTHER_SESSION_ID } from '../support/session-fixtures.js';
import { clearStages, stage, withAttributes } from '../support/widget.js';

describe('two tabs', () => {
  afterEach(clearStages);

  it('see the same: a payment that starts in one is offered to be continued in the other', async () => {
    const backend = new FakeBackend();
    const one = await stage({ backend });
    const other = await stage({ backend });
    backend.read = () => json(aSession({ state: 'attempted', attempt: anAttempt() }));
    await one.press('Pay');
    await waitUntil(() => other.text.includes('A payment at KNET is under way.'), 'not heard', {
      timeout: 15_000,
    });
    expect(other.text).to.include('Continue at KNET');
    expect(backend.starts).to.have.length(1);
  });

  it('tell each other an end once, and then are quiet', async () => {
    const backend = new FakeBackend();
    const one = await stage({ backend });
    const other = await stage({ backend });
    backend.session = aSession({ state: 'canceled' });
    one.element.reload();
    await waitUntil(() => other.element.state === 'settled', 'not heard', { timeout: 15_000 });
    const reads = () => backend.reads.length;
    for (let round = 0; round < 5; round += 1) await one.settle();
    const before = reads();
    for (let round = 0; round < 5; round += 1) await other.settle();
    expect(reads()).to.equal(before);
  });

  it('of two sessions have nothing to do with each other', async () => {
    const one = await stage();
    const other = await stage({
      attributes: withAttributes({ 'session-id': OTHER_SESSION_ID }),
    });
    const third = await stage();
    await one.press('Pay');
    await waitUntil(() => third.backend.reads.length === 2, 'not heard', { timeout: 15_000 });
    expect(other.backend.reads).to.have.length(1);
  });
});
