import { expect } from '@open-wc/testing';
import { journeyTransition } from '../../../src/widget/session/journey-transition.js';
import type { CheckoutEvent, CheckoutState, Phase } from '../../../src/widget/session/state.js';
import { transition } from '../../../src/widget/session/transition.js';
import { anAttempt, aReturn, aSession } from '../../support/session-fixtures.js';

const failure = { code: 'network_error' } as const;
const attempt = anAttempt();
const sessions = [
  aSession(),
  aSession({ state: 'attempted', attempt }),
  aSession({ state: 'attempted', attempt: aReturn() }),
  aSession({ state: 'attempted', attempt: aReturn({ state: 'failed' }) }),
  aSession({ review: true }),
  aSession({ state: 'unknown' }),
  ...(['paid', 'authorized', 'failed', 'expired', 'canceled', 'refunded'] as const).map((state) =>
    aSession({ state }),
  ),
];

const EVENTS: readonly CheckoutEvent[] = [
  { type: 'configured' },
  { type: 'misconfigured', failure: { code: 'client_key_missing' } },
  ...sessions.map((session) => ({ type: 'loaded', session }) as const),
  { type: 'load_failed', failure },
  { type: 'load_failed', failure: { code: 'session_not_found' } },
  { type: 'module_failed', failure: { code: 'module_not_loaded' } },
  { type: 'select', method: 'card' },
  { type: 'select', method: 'stc' },
  { type: 'edit', changes: { options: { save_card: true } } },
  { type: 'hand_off' },
  { type: 'time_up' },
  { type: 'return', url: 'https://shop.example/thanks' },
  { type: 'pay' },
  { type: 'continue' },
  { type: 'confirm' },
  { type: 'back' },
  { type: 'allowed' },
  { type: 'vetoed', failure: null },
  { type: 'vetoed', failure: { code: 'hook_failed' } },
  { type: 'started', attempt, redirect: { method: 'GET', url: 'https://pay.example/' } },
  { type: 'start_failed', failure },
  { type: 'start_failed', failure: { code: 'attempt_in_progress' }, attempt },
  { type: 'start_failed', failure: { code: 'attempt_not_cancelable' }, attempt },
  {
    type: 'start_failed',
    failure: { code: 'session_expired' },
    session: aSession({ state: 'expired' }),
  },
  { type: 'blocked' },
  { type: 'cancel' },
  { type: 'canceled', session: aSession({ state: 'canceled' }), url: 'https://shop.example/' },
  { type: 'canceled', session: null, url: null },
  { type: 'cancel_failed', failure, attempt, url: 'https://shop.example/' },
  { type: 'cancel_failed', failure, attempt: null, url: null },
  { type: 'depart' },
  { type: 'check' },
  { type: 'pay_another_way' },
  { type: 'exhausted' },
  { type: 'resumed' },
  { type: 'restored' },
];

const PHASES: readonly Phase[] = [
  'configuring',
  'misconfigured',
  'loading',
  'broken',
  'choosing',
  'asking',
  'starting',
  'warning',
  'leaving',
  'asking_cancel',
  'canceling',
  'parting',
  'departing',
  'confirming',
  'settled',
];

interface Edge {
  readonly from: CheckoutState;
  readonly event: CheckoutEvent;
  readonly to: CheckoutState;
  readonly work: readonly string[];
}

/** Every edge that the machine has, walked from its first state. */
function walk(): Edge[] {
  const start: CheckoutState = { phase: 'configuring' };
  const seen = new Map<string, CheckoutState>([[JSON.stringify(start), start]]);
  const edges: Edge[] = [];
  for (const from of seen.values())
    for (const event of EVENTS) {
      const { state: to, effects } = journeyTransition(from, event);
      edges.push({ from, event, to, work: effects.map(({ type }) => type) });
      const key = JSON.stringify(to);
      if (!seen.has(key)) seen.set(key, to);
      if (seen.size > 5000) throw new Error('The graph does not end.');
    }
  return edges;
}

const edges = walk();
const moves = edges.filter(({ from, to }) => from.phase !== to.phase);
const into = (phase: Phase) => [
  ...new Set(moves.filter(({ to }) => to.phase === phase).map(({ from }) => from.phase)),
];
const isPaid = (state: CheckoutState) => state.phase === 'settled' && state.outcome === 'paid';
const isNewStart = ({ type }: CheckoutEvent) => type === 'configured' || type === 'misconfigured';

describe('the session machine', () => {
  it('reaches every phase, and knows no other', () => {
    expect(new Set(edges.map(({ to }) => to.phase))).to.deep.equal(new Set(PHASES));
  });

  it('leaves for the provider only from starting', () => {
    expect(into('leaving')).to.deep.equal(['starting']);
    for (const { work, to, event } of edges)
      if (work.includes('leave'))
        expect([to.phase, event.type]).to.deep.equal(['leaving', 'started']);
  });

  it('starts only what was asked for or confirmed', () => {
    expect(into('starting').sort()).to.deep.equal(['asking', 'warning']);
    for (const { event, work } of edges)
      if (work.includes('start')) expect(event.type).to.be.oneOf(['allowed', 'confirm']);
  });

  it('never leaves paid, except for refunded or another session', () => {
    for (const { from, to, event } of edges.filter((edge) => isPaid(edge.from)))
      if (event.type === 'return')
        expect(to, 'a way out, not another end').to.deep.include({ phase: 'departing', from });
      else if (!isPaid(to) && !isNewStart(event))
        expect(to, JSON.stringify([from.phase, event.type])).to.include({ outcome: 'refunded' });
  });

  it('can leave every phase that is busy', () => {
    for (const phase of [
      'loading',
      'asking',
      'starting',
      'leaving',
      'asking_cancel',
      'canceling',
      'departing',
    ])
      expect(
        moves.some(({ from, event }) => from.phase === phase && !isNewStart(event)),
        phase,
      ).to.equal(true);
  });

  it('does work for every busy phase that it enters', () => {
    const WORK: Partial<Record<Phase, string>> = {
      loading: 'load',
      asking: 'ask',
      starting: 'start',
      leaving: 'leave',
      asking_cancel: 'ask_cancel',
      canceling: 'cancel',
      departing: 'depart',
      confirming: 'poll',
    };
    for (const { to, work } of moves)
      if (WORK[to.phase] && !(to.phase === 'confirming' && to.stalled))
        expect(work, to.phase).to.include(WORK[to.phase]);
  });

  it('settles only with a session that the backend stated', () => {
    for (const { event, work } of edges)
      if (work.includes('settle')) expect(event).to.have.property('session');
  });

  it('says every failure that it shows', () => {
    for (const { event, work } of moves)
      if (event.type === 'start_failed' || event.type === 'cancel_failed')
        expect(work).to.include('error');
  });

  it('never shows a method as chosen that cannot be used', () => {
    for (const { to } of edges)
      if (to.phase === 'choosing') expect(to.method).to.be.oneOf(['knet', 'card']);
  });

  it('answers on the first screen as in the whole, or defers', () => {
    for (const { from, event } of edges.filter((edge) =>
      /configuring|loading|choosing/.test(edge.from.phase),
    )) {
      if (event.type === 'module_failed') continue;
      const first = transition(from, event);
      if (
        !first.effects.some(({ type }) => type === 'defer') &&
        !(from.phase === 'choosing' && from.waiting)
      )
        expect(first).to.deep.equal(journeyTransition(from, event));
    }
  });

  it('starts nothing for a session whose terms were not accepted', () => {
    const terms = { name: null, url: 'https://shop.example/terms' };
    const { state: shown } = journeyTransition(
      { phase: 'loading' },
      { type: 'loaded', session: aSession({ terms }) },
    );
    const { state: refused, effects } = journeyTransition(shown, { type: 'pay' });
    expect(refused).to.deep.include({ phase: 'choosing', failure: { code: 'terms_not_accepted' } });
    expect(effects.map(({ type }) => type)).to.deep.equal(['error']);
    const options = { terms_accepted: true };
    const { state: accepted } = journeyTransition(refused, {
      type: 'edit',
      changes: { options, failure: null },
    });
    expect(journeyTransition(accepted, { type: 'pay' }).state).to.include({ phase: 'asking' });
    const { state: other } = journeyTransition(accepted, { type: 'select', method: 'card' });
    expect(other, 'of the session, not of the method').to.deep.include({ options });
  });

  it('waits for a phone once the code was shown, whatever is read meanwhile', () => {
    const shown = journeyTransition(
      { phase: 'loading' },
      { type: 'loaded', session: aSession() },
    ).state;
    const open = journeyTransition(shown, { type: 'hand_off' });
    expect(open.effects).to.deep.equal([{ type: 'poll', now: false }]);
    const read = journeyTransition(open.state, { type: 'loaded', session: aSession() });
    expect(read.effects).to.deep.equal([{ type: 'poll', now: false }]);
    const polled = { type: 'loaded', session: aSession(), polled: true } as const;
    expect(journeyTransition(open.state, polled).effects, 'goes on by itself').to.deep.equal([]);
  });

  it('locks the first screen while a click waits for its code', () => {
    const shown = transition({ phase: 'loading' }, { type: 'loaded', session: aSession() }).state;
    const once = transition(shown, { type: 'pay' });
    expect(once.effects.map(({ type }) => type)).to.deep.equal(['defer']);
    expect(transition(once.state, { type: 'pay' }).effects).to.deep.equal([]);
  });
});
