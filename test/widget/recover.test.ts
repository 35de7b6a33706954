import { expect } from '@open-wc/testing';
import { readSession } from '../../src/widget/client.js';
import { HppCheckoutError } from '../../src/widget/errors.js';
import * as journey from '../../src/widget/journey.js';
import { browserPorts } from '../../src/widget/ports.js';
import { FakeBackend, json, networkError, text, type Reply } from '../support/fake-backend.js';
import { FakeClock } from '../support/fake-clock.js';
import { aSession, SESSION_ID } from '../support/session-fixtures.js';

function reading(...replies: Reply[]) {
  const backend = new FakeBackend();
  backend.nextReads.push(...replies);
  const clock = new FakeClock();
  const { fetch } = backend;
  const { sleep, now } = clock;
  const ports = {
    ...browserPorts,
    fetch,
    sleep,
    now,
    random: () => 0,
    journey: () => Promise.resolve(journey),
  };
  const api = { clientKey: 'k', sessionId: SESSION_ID, backend: 'https://b.example/c', ports };
  const result = readSession(api, new AbortController().signal).then(
    (session) => session.id,
    (error: unknown) => error as HppCheckoutError,
  );
  return { backend, clock, result };
}

const failing = async (reply: Reply) => {
  const { clock, result } = reading(reply, reply, reply);
  await clock.advance(30_000);
  const error = await result;
  expect(error).to.be.instanceOf(HppCheckoutError);
  return error as HppCheckoutError;
};

describe('a call that fails', () => {
  it('is tried again with growing pauses', async () => {
    const { backend, clock, result } = reading(networkError, () => json({}, 503));
    await clock.advance(590);
    expect(backend.reads).to.have.length(1);
    await clock.advance(20);
    expect(backend.reads).to.have.length(2);
    await clock.advance(1300);
    expect(await result).to.equal(SESSION_ID);
    expect(backend.reads).to.have.length(3);
  });

  for (const [name, value] of [
    ['seconds', '4'],
    ['a date', new Date(4000).toUTCString()],
  ] as const)
    it(`honours Retry-After as ${name}`, async () => {
      const { backend, clock, result } = reading(() =>
        json({}, 429, { 'Retry-After': value, Date: new Date(0).toUTCString() }),
      );
      await clock.advance(3900);
      expect(backend.reads).to.have.length(1);
      await clock.advance(200);
      expect(await result).to.equal(SESSION_ID);
    });

  it('is not tried again when the backend asks for a long pause', async () => {
    const { backend, result } = reading(() => json({}, 503, { 'Retry-After': '3600' }));
    expect(await result).to.include({ code: 'provider_unavailable' });
    expect(backend.reads).to.have.length(1);
  });

  it('for good is not tried again', async () => {
    const { backend, result } = reading(() => json({ code: 'session_not_found' }, 404));
    expect(await result).to.include({ code: 'session_not_found' });
    expect(backend.reads).to.have.length(1);
  });

  it('with an unknown code is a general error', async () => {
    expect(await failing(() => json({ code: 'novel_trouble' }, 400))).to.include({
      code: 'internal_error',
    });
  });

  it('in the shape of Finrelay is understood', async () => {
    const errors = [
      { property: 'tokenization', message: 'one of requested features not supported' },
    ];
    const error = await failing(() => json({ status: 'INVALID', errors }, 400));
    expect(error).to.include({ code: 'provider_refused' });
    expect(error.message).to.equal(JSON.stringify(errors));
  });

  it('in the shape of Postpay is understood', async () => {
    const body = { error: { code: 'invalid_request', message: 'No', fields: { total: ['x'] } } };
    const error = await failing(() => json(body, 400));
    expect(error.message).to.equal(JSON.stringify(body.error));
  });

  it('without JSON is a general error', async () => {
    const error = await failing(() => text('<h1>Oops</h1>', 500));
    expect(error).to.include({ code: 'internal_error', message: 'HTTP 500' });
  });

  it('keeps the session that a problem carries', async () => {
    const session = aSession({ state: 'expired' });
    const error = await failing(() => json({ code: 'session_expired', session }, 410));
    expect(error.context.session).to.deep.equal(session);
  });
});
