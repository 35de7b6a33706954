import { expect } from '@open-wc/testing';
import { json } from '../support/fake-backend.js';
import { aSession } from '../support/session-fixtures.js';
import { clearStages, shown, type Stage } from '../support/widget.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();

async function pass(page: Stage, ms: number): Promise<void> {
  await page.clock.advance(ms);
  await page.settle();
}

describe('the time to pay', () => {
  afterEach(clearStages);

  it('is counted down by the clock of the backend', async () => {
    // Years away from the clock of this machine.
    const page = await shown({ server_time: at(0), expires_at: at(10) });
    expect(page.words('[part=expiry]')).to.equal('Time left to pay: 10:00');
    await pass(page, 61_000);
    expect(page.words('[part=expiry]')).to.equal('Time left to pay: 8:59');
  });

  it('is no hurry while there is an hour of it', async () => {
    const page = await shown({ server_time: at(0), expires_at: at(61) });
    expect(page.has('[part=expiry]')).to.equal(false);
    await pass(page, 60_000);
    expect(page.words('[part=expiry]')).to.match(/^Time left to pay: (60:00|59:59)$/);
  });

  it('is announced five minutes and one minute before the end, and not every second', async () => {
    const page = await shown({ server_time: at(0), expires_at: at(6) });
    const said = new Set<string>();
    for (let second = 0; second < 350; second += 10) {
      await pass(page, 10_000);
      said.add(page.spoken);
    }
    expect([...said]).to.deep.equal([
      '',
      'Time left to pay: 5 minutes',
      'Time left to pay: 1 minute',
    ]);
  });

  it('that is over is for the backend to state: then it has expired', async () => {
    const page = await shown({ server_time: at(0), expires_at: at(1) });
    page.backend.session = aSession({ state: 'expired' });
    await pass(page, 61_000);
    expect(page.element.state).to.equal('settled');
    expect(page.text).to.include('This payment has expired');
  });

  it('goes on where the backend says so, without a flood of questions', async () => {
    const page = await shown({ server_time: at(0), expires_at: at(1) });
    page.backend.read = () => json(aSession({ server_time: at(1), expires_at: at(1) }));
    await pass(page, 60_000);
    expect(page.element.state).to.equal('choosing');
    const before = page.backend.reads.length;
    await pass(page, 60_000);
    expect(page.backend.reads.length - before).to.be.within(4, 7);
  });

  it('names the day when it is due', async () => {
    const page = await shown({ due_at: '2026-03-05T10:00:00Z' });
    expect(page.words('[part=expiry]')).to.match(/^Please pay by March 5, 2026/);
  });
});
