import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProviderSession, Reading } from '../../../../src/server/gateways/gateway.js';
import { reserved, startAt } from '../../../suites/gateway-inputs.js';
import { ottuHarness, type OttuHarness } from './harness.js';

/** Which attempt a state of Ottu's payment is about: the state itself does not say. */

interface Stage {
  readonly h: OttuHarness;
  session: ProviderSession;
}

const signal = new AbortController().signal;
const MINUTE = 60_000;

async function begin(method = 'knet'): Promise<Stage> {
  const h = ottuHarness();
  const fresh = reserved(h.amount, 'hpp-attempts-1');
  const { session } = await startAt(h.connect(), fresh, method);
  return { h, session };
}

async function startNext(stage: Stage, method: string): Promise<void> {
  stage.h.clock.ms += MINUTE;
  stage.session = (await startAt(stage.h.connect(), stage.session, method)).session;
}

/** Asks, and keeps the gateway's memory as the payment rules do. */
async function ask(
  stage: Stage,
  methodCode: string,
  webhook: Reading | null = null,
): Promise<Reading> {
  const { session, h } = stage;
  const { retrieve } = h.connect();
  assert.ok(retrieve);
  const reading = await retrieve({
    providerSession: session,
    methodCode,
    webhook,
    wanted: true,
    signal,
  });
  if (reading.data) stage.session = { ...session, data: reading.data };
  return reading;
}

async function notice({ h }: Stage, at: number): Promise<Reading> {
  const webhook = h.inbox.at(at);
  assert.ok(webhook);
  const answer = await h.connect().readWebhook(webhook);
  assert.ok(answer.kind === 'authentic' && answer.reading);
  return answer.reading;
}

const decline = ({ h, session }: Stage, method: string) =>
  h.sandbox.control.complete(session.reference, { action: 'decline', method });

describe('a declined attempt on a payment at Ottu', () => {
  it('is read as failed without its webhook, when it is the only one', async () => {
    const stage = await begin();
    await decline(stage, 'knet');
    const reading = await ask(stage, 'knet');
    assert.deepEqual(reading.outcome, { kind: 'failed', reason: 'declined', final: false });
    assert.equal(reading.methodCode, 'knet');
  });

  it('does not fail the next attempt while that is open', async () => {
    const stage = await begin();
    await decline(stage, 'knet');
    await ask(stage, 'knet', await notice(stage, 0));
    await startNext(stage, 'knet');
    assert.equal((await ask(stage, 'knet')).outcome.kind, 'open');
    assert.equal((await ask(stage, 'knet', await notice(stage, 0))).outcome.kind, 'open');
  });

  it('does not fail the next attempt when its own webhook comes late', async () => {
    const stage = await begin();
    await decline(stage, 'knet');
    assert.equal((await ask(stage, 'knet')).outcome.kind, 'failed');
    await startNext(stage, 'knet');
    assert.equal((await ask(stage, 'knet', await notice(stage, 0))).outcome.kind, 'open');
  });

  it('is followed by another one that fails by its own webhook', async () => {
    const stage = await begin();
    await decline(stage, 'knet');
    assert.equal((await ask(stage, 'knet')).outcome.kind, 'failed');
    await startNext(stage, 'knet');
    stage.h.clock.ms += MINUTE;
    await decline(stage, 'knet');
    const reading = await ask(stage, 'knet', await notice(stage, 1));
    assert.equal(reading.outcome.kind, 'failed');
    assert.equal(reading.transactionId, (await notice(stage, 1)).transactionId);
    assert.equal((await ask(stage, 'knet', await notice(stage, 1))).outcome.kind, 'open');
  });

  it('with another method is not taken for the one that is asked about', async () => {
    const stage = await begin('knet');
    await startNext(stage, 'credit-card');
    await decline(stage, 'knet');
    assert.equal((await ask(stage, 'credit-card')).outcome.kind, 'open');
    const reading = await ask(stage, 'credit-card', await notice(stage, 0));
    assert.equal(reading.outcome.kind, 'failed');
    assert.equal(reading.methodCode, 'knet');
    assert.equal((await ask(stage, 'credit-card')).outcome.kind, 'open');
  });

  it('never hides a payment that succeeds after all', async () => {
    const stage = await begin('knet');
    await decline(stage, 'knet');
    await ask(stage, 'knet', await notice(stage, 0));
    await startNext(stage, 'credit-card');
    const { control } = stage.h.sandbox;
    await control.complete(stage.session.reference, { action: 'pay', method: 'credit-card' });
    const reading = await ask(stage, 'credit-card', await notice(stage, 0));
    assert.equal(reading.outcome.kind, 'paid');
    assert.equal(reading.methodCode, 'credit-card');
  });
});

describe('an attempt that the payer canceled at Ottu', () => {
  it('is canceled, and the payment takes another one', async () => {
    const stage = await begin();
    await stage.h.sandbox.control.complete(stage.session.reference, 'cancel');
    const reading = await ask(stage, 'knet', await notice(stage, 0));
    assert.deepEqual(reading.outcome, { kind: 'canceled', sessionOpen: true });
    assert.equal(reading.methodCode, 'knet');
    await startNext(stage, 'credit-card');
  });

  it('ends the payment where Ottu allows one try', async () => {
    const stage = await begin();
    stage.h.sandbox.control.configure({ attempts: 'single' });
    await stage.h.sandbox.control.complete(stage.session.reference, 'cancel');
    assert.deepEqual((await ask(stage, 'knet')).outcome, { kind: 'expired' });
    const told = await ask(stage, 'knet', await notice(stage, 0));
    assert.deepEqual(told.outcome, { kind: 'canceled' });
  });

  it('fails for good where Ottu allows one try', async () => {
    const stage = await begin();
    stage.h.sandbox.control.configure({ attempts: 'single' });
    await decline(stage, 'knet');
    const { outcome } = await ask(stage, 'knet');
    assert.deepEqual(outcome, { kind: 'failed', reason: 'declined', final: true });
  });
});
