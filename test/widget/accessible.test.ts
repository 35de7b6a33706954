import { expect } from '@open-wc/testing';
import { FakeBackend, networkError, problem, silence } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { clearStages, stage, type Stage } from '../support/widget.js';

type Change = Parameters<typeof aSession>[0];
const pay = (page: Stage) => page.press('Pay');
const other = async (page: Stage) => {
  await page.choose('card');
  await page.press('Pay');
};
const attempted = { state: 'attempted' } as const;
const stuck = () => problem(409, 'attempt_not_cancelable', { attempt: anAttempt() });

const SCREENS: Record<
  string,
  {
    session?: Change;
    act?: (page: Stage) => Promise<void>;
    backend?: Partial<FakeBackend>;
    attributes?: Record<string, string>;
  }
> = {
  loading: { backend: { read: silence } },
  list: { act: (page) => page.choose('card') },
  'list without methods': { session: { payment_methods: [] } },
  'under way': { session: { ...attempted, attempt: anAttempt() } },
  declined: { session: { ...attempted, attempt: aReturn({ state: 'failed' }) } },
  starting: { act: pay, backend: { start: silence } },
  refused: { act: pay, backend: { start: () => problem(422, 'provider_refused') } },
  leaving: { act: pay },
  warning: {
    session: { ...attempted, attempt: anAttempt() },
    act: other,
    backend: { start: stuck },
  },
  parting: {
    act: (page) => page.press('Cancel'),
    backend: { cancel: () => problem(409, 'attempt_in_progress', { attempt: anAttempt() }) },
  },
  departing: { act: (page) => page.press('Cancel') },
  confirming: { session: { ...attempted, attempt: aReturn() } },
  stalled: {
    session: { ...attempted, attempt: aReturn() },
    act: (page) => page.clock.advance(700_000),
  },
  paid: { session: { state: 'paid', attempt: aReturn({ state: 'paid' }) } },
  failed: { session: { state: 'failed' } },
  canceled: { session: { state: 'canceled' } },
  expired: { session: { state: 'expired' } },
  misconfigured: { attributes: {} },
  broken: { backend: { read: networkError }, act: (page) => page.clock.advance(10_000) },
};

for (const theme of ['light', 'dark'])
  describe(`accessibility, ${theme}`, () => {
    afterEach(clearStages);

    for (const [name, { session, act, backend: replies, attributes }] of Object.entries(SCREENS))
      it(`has no violation in: ${name}`, async () => {
        const backend = Object.assign(new FakeBackend(), replies);
        backend.session = aSession(session);
        const page = await stage({ backend, ...(attributes && { attributes }) });
        page.element.setAttribute('theme', theme);
        await act?.(page);
        await expect(page.element).to.be.accessible();
      });
  });
