import { expect } from '@open-wc/testing';
import { FakeBackend, json, networkError, problem, silence } from '../support/fake-backend.js';
import { anAttempt, aReturn, aSession } from '../support/session-fixtures.js';
import { clearStages, stage, type Options, type Stage } from '../support/widget.js';

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
    journey?: Options['journey'];
  }
> = {
  loading: { backend: { read: silence } },
  list: { act: (page) => page.choose('card') },
  'list without methods': { session: { payment_methods: [] } },
  'under way': { session: { ...attempted, attempt: anAttempt() } },
  declined: { session: { ...attempted, attempt: aReturn({ state: 'failed' }) } },
  aside: {
    session: { ...attempted, attempt: aReturn() },
    act: async (page) => {
      await page.clock.advance(700_000);
      await page.press('Pay another way');
    },
  },
  review: { session: { ...attempted, review: true, attempt: aReturn() } },
  'form blocked': {
    act: async (page) => {
      await pay(page);
      const violation = new Event('securitypolicyviolation');
      document.dispatchEvent(Object.assign(violation, { effectiveDirective: 'form-action' }));
      await page.settle();
    },
    backend: {
      start: () =>
        json({
          attempt: anAttempt(),
          redirect: { method: 'POST', url: 'https://pay.example/', fields: { a: 'b' } },
        }),
    },
  },
  asking: {
    act: async (page) => {
      page.element.addEventListener('hpp-before-redirect', (event) =>
        event.waitUntil(new Promise(() => undefined)),
      );
      await pay(page);
    },
  },
  canceling: { act: (page) => page.press('Cancel'), backend: { cancel: silence } },
  'code not loaded': {
    backend: { read: networkError },
    journey: () => Promise.reject(new TypeError('offline')),
  },
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

const PHASES = [
  'asking',
  'broken',
  'canceling',
  'choosing',
  'confirming',
  'departing',
  'leaving',
  'loading',
  'misconfigured',
  'parting',
  'settled',
  'starting',
  'warning',
];

for (const theme of ['light', 'dark'])
  describe(`accessibility, ${theme}`, () => {
    afterEach(clearStages);
    const reached = new Set<string>();

    for (const [name, { session, act, backend: replies, attributes, journey }] of Object.entries(
      SCREENS,
    ))
      it(`has no violation in: ${name}`, async () => {
        const backend = Object.assign(new FakeBackend(), replies);
        backend.session = aSession(session);
        const page = await stage({
          backend,
          ...(attributes && { attributes }),
          ...(journey && { journey }),
        });
        page.element.setAttribute('theme', theme);
        await act?.(page);
        reached.add(page.element.state);
        await expect(page.element).to.be.accessible();
      });

    it('was looked at in every phase that has a screen of its own', () => {
      expect([...reached].sort()).to.deep.equal(PHASES);
    });
  });
