import { expect } from '@open-wc/testing';
import type { HppErrorEvent } from '../../src/widget/events.js';
import { FakeBackend, json, problem, silence, text, type Reply } from '../support/fake-backend.js';
import { aMethod, aSession, kwd } from '../support/session-fixtures.js';
import { clearStages, stage } from '../support/widget.js';

const methods = (count: number) => Array.from({ length: count }, (_, at) => aMethod(`m${at}`));

const reading = async (read: Reply) => {
  const backend = Object.assign(new FakeBackend(), { read });
  const page = await stage({ backend });
  await page.clock.advance(60_000);
  return page;
};
const showing = (changes: object) => reading(() => json({ ...aSession(), ...changes }));

describe('a backend that lies or dies', () => {
  afterEach(clearStages);

  const ANSWERS: readonly [string, Reply, string][] = [
    ['HTML with 200', () => text('<!doctype html><h1>Log in</h1>'), 'invalid_response'],
    ['nothing with 200', () => text(''), 'invalid_response'],
    ['204', () => text(null, 204), 'internal_error'],
    ['null', () => json(null), 'invalid_response'],
    ['a list', () => json([aSession()]), 'invalid_response'],
    ['JSON that ends early', () => text('{"contract":1,'), 'invalid_response'],
    ['the next contract', () => json({ ...aSession(), contract: 2 }), 'invalid_response'],
    [
      'a float',
      () => json({ ...aSession(), amount: { value: '1e3', currency: 'KWD' } }),
      'invalid_response',
    ],
    ['a negative amount', () => json({ ...aSession(), amount: kwd('-1.000') }), 'invalid_response'],
    [
      'no currency',
      () => json({ ...aSession(), amount: { value: '1', currency: 'kw' } }),
      'invalid_response',
    ],
    ['404 without a body', () => text(null, 404), 'session_not_found'],
    ['401 with HTML', () => text('<h1>No</h1>', 401), 'internal_error'],
    ['a problem without words', () => json({ code: 42 }, 500), 'internal_error'],
    ['silence', silence, 'timeout'],
    [
      'a body that never ends',
      (received) =>
        Object.assign(text(null), { text: async () => (await silence(received)).text() }),
      'timeout',
    ],
  ];

  for (const [name, read, code] of ANSWERS)
    it(`leads out by one hpp-error: ${name}`, async () => {
      const page = await reading(read);
      expect(page.element.state).to.equal('broken');
      expect(page.events<HppErrorEvent>('hpp-error').map((error) => error.code)).to.eql([code]);
      expect(page.events('hpp-ready')).to.eql([]);
      expect(page.text).to.include('Try again').and.not.include('<h1>');
    });

  const ODD: readonly [string, object][] = [
    [
      'a fee in another currency',
      { payment_methods: [aMethod('x', { total: { value: '45.10', currency: 'USD' } })] },
    ],
    ['absurd dates', { expires_at: 'tomorrow', due_at: '-271821-04-20', server_time: '' }],
    ['two methods of one code', { payment_methods: [aMethod('a'), aMethod('a', { name: 'B' })] }],
    [
      'a reason of a newer backend',
      { payment_methods: [{ ...aMethod('a'), unavailable_reason: 'moon_phase' }, aMethod('b')] },
    ],
    ['a method without a name', { payment_methods: [aMethod('a', { name: '' })] }],
    ['a large answer', { payment_methods: methods(500), filler: 'x'.repeat(5_000_000) }],
  ];

  for (const [name, changes] of ODD)
    it(`is shown by one hpp-ready: ${name}`, async () => {
      const page = await showing(changes);
      expect(page.element.state).to.equal('choosing');
      expect([page.events('hpp-ready').length, page.events('hpp-error').length]).to.eql([1, 0]);
    });

  it('shows one row for each code', async () => {
    const page = await showing({ payment_methods: [aMethod('a'), aMethod('a', { name: 'B' })] });
    expect(page.root.querySelectorAll('input[type=radio]')).to.have.length(1);
  });

  it('treats an unknown reason as a method that cannot be used', async () => {
    const page = await showing({
      payment_methods: [{ ...aMethod('a'), unavailable_reason: 'moon_phase' }, aMethod('b')],
    });
    expect(page.text).to.include('Not available for this order');
    expect(page.words('[part=pay]')).to.include('with B');
  });

  it('shows names as text, and no longer than the card is wide', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '\u202Egro.evil',
      'W'.repeat(300),
      '🏦🇰🇼',
      'كي نت',
    ];
    const page = await showing({
      payment_methods: names.map((name) => aMethod(name, { name, description: name })),
    });
    page.element.style.inlineSize = '280px';
    const card = page.one('.root');
    for (const name of names) {
      await page.choose(name);
      expect(card.scrollWidth, name).to.be.at.most(280);
    }
    expect(page.root.querySelectorAll('img')).to.have.length(0);
    const [cut] = [...page.root.querySelectorAll('[part=icon]')].slice(-2);
    expect(cut!.textContent).to.equal('🏦');
  });

  it('draws 500 methods at once', async () => {
    const page = await showing({ payment_methods: methods(500) });
    const begun = performance.now();
    await page.choose('m499');
    expect(performance.now() - begun).to.be.below(1000);
    expect(page.words('[part=pay]')).to.include('M499');
  });

  for (const redirect of [
    {},
    { method: 'PUT', url: 'https://pay.example/' },
    { method: 'POST', url: 'https://pay.example/' },
    { method: 'GET', url: 7 },
  ])
    it(`does not leave by ${JSON.stringify(redirect)}`, async () => {
      const page = await stage();
      page.backend.nextStarts.push(() => json({ attempt: null, redirect }, 201));
      await page.press('Pay');
      expect(page.gone).to.eql([]);
      expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('invalid_response');
      expect(page.element.state).to.equal('choosing');
    });

  it('ends in the list when each start is refused by an unknown problem', async () => {
    const page = await stage();
    page.backend.start = () => problem(418, 'teapot');
    await page.press('Pay');
    expect(page.text).to.include('Something went wrong. Please try again.');
    expect(page.has('[part=pay][aria-disabled=false]')).to.equal(true);
  });
});
