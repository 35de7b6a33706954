import type { Ports } from '../../src/widget/ports.js';
import type { Phase } from '../../src/widget/session/state.js';
import { json, networkError, problem, type FakeBackend, type Reply } from './fake-backend.js';
import { anAttempt, aReturn, aSession } from './session-fixtures.js';
import type { Stage } from './widget.js';

/** Opens when the test says so: what waits for it comes late. */
export type Gate = Promise<void>;

/** A moment in the life of a widget, and how to get there. */
export interface Moment {
  readonly phase: Phase;
  /** Before the widget is in the page. */
  readonly given?: (backend: FakeBackend, gate: Gate) => void;
  readonly ports?: (ports: Ports, gate: Gate) => Partial<Ports>;
  readonly act?: (page: Stage, gate: Gate) => Promise<unknown>;
}

/** Answers late, and also when the request was aborted: an answer may be quicker than that. */
const after =
  (gate: Gate, reply: Reply): Reply =>
  (received) =>
    gate.then(() => reply(received));

const paid = () => json(aSession({ state: 'paid', attempt: aReturn({ state: 'paid' }) }));
const refused = () => problem(409, 'attempt_not_cancelable', { attempt: anAttempt() });
const pay = (page: Stage) => page.press('Pay');
const cancel = (page: Stage) => page.press('Cancel');

const returned = (backend: FakeBackend): void => {
  backend.session = aSession({ state: 'attempted', attempt: aReturn() });
};

/** The shopper comes back by the back button, and meanwhile it was paid. */
const readAgain = async (page: Stage, gate: Gate): Promise<void> => {
  page.backend.read = after(gate, paid);
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  await page.settle();
};

export const MOMENTS: Readonly<Record<string, Moment>> = {
  loading: {
    phase: 'loading',
    given: (backend, gate) => backend.nextReads.push(after(gate, paid)),
  },
  'loading, between two tries': {
    phase: 'loading',
    given: (backend) => (backend.read = networkError),
  },
  choosing: { phase: 'choosing', act: (page) => page.choose('card') },
  'choosing, as code is awaited': {
    phase: 'choosing',
    ports: (ports, gate) => ({ journey: () => gate.then(() => ports.journey()) }),
    act: pay,
  },
  'choosing, while it is read again': { phase: 'choosing', act: readAgain },
  asking: {
    phase: 'asking',
    act: (page, gate) => {
      page.element.addEventListener('hpp-before-redirect', (event) => event.waitUntil(gate));
      return pay(page);
    },
  },
  starting: {
    phase: 'starting',
    given: (backend, gate) => (backend.start = after(gate, backend.start)),
    act: pay,
  },
  'starting, between two tries': {
    phase: 'starting',
    given: (backend) => (backend.start = networkError),
    act: pay,
  },
  warning: { phase: 'warning', given: (backend) => (backend.start = refused), act: pay },
  leaving: { phase: 'leaving', act: pay },
  'leaving by a form': {
    phase: 'leaving',
    given: (backend) => {
      const redirect = { method: 'POST', url: 'https://pay.example/x', fields: { a: 'b' } };
      backend.start = () => json({ attempt: anAttempt(), redirect }, 201);
    },
    act: pay,
  },
  asking_cancel: {
    phase: 'asking_cancel',
    act: (page, gate) => {
      page.element.addEventListener('hpp-before-cancel', (event) => event.waitUntil(gate));
      return cancel(page);
    },
  },
  canceling: {
    phase: 'canceling',
    given: (backend, gate) => (backend.cancel = after(gate, backend.cancel)),
    act: cancel,
  },
  parting: { phase: 'parting', given: (backend) => (backend.cancel = refused), act: cancel },
  departing: { phase: 'departing', act: cancel },
  confirming: {
    phase: 'confirming',
    given: returned,
    act: (page, gate) => {
      page.backend.read = after(gate, paid);
      return page.clock.advance(3000);
    },
  },
  'confirming, for long': {
    phase: 'confirming',
    given: returned,
    act: (page) => page.clock.advance(900_000),
  },
  settled: { phase: 'settled', given: (backend) => (backend.read = paid) },
  'settled, while it is read again': {
    phase: 'settled',
    given: (backend) => (backend.session = aSession({ state: 'canceled' })),
    act: readAgain,
  },
  broken: {
    phase: 'broken',
    given: (backend) => (backend.read = () => problem(404, 'session_not_found')),
  },
};
