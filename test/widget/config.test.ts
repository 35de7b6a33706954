import { expect } from '@open-wc/testing';
import { readConfig, watchConfig, type ConfigSource } from '../../src/widget/config.js';
import type { HppErrorEvent } from '../../src/widget/events.js';
import { browserPorts } from '../../src/widget/ports.js';
import { tick } from '../support/fake-clock.js';
import { OTHER_SESSION_ID, SESSION_ID } from '../support/session-fixtures.js';
import { hearWarnings } from '../support/warnings.js';
import { clearStages, stage } from '../support/widget.js';

const id = (letter: string) => letter.repeat(24);

function read(
  attributes: Record<string, string>,
  properties: Partial<ConfigSource> = {},
  InitData?: unknown,
  href = 'https://shop.example/checkout',
) {
  const source: ConfigSource = {
    clientKey: null,
    client_key: null,
    sessionId: null,
    session_id: null,
    backendUrl: null,
    preload: null,
    querySelector: () => null,
    getAttribute: (name) => attributes[name] ?? null,
    ...properties,
  };
  return readConfig(source, { ...browserPorts, href: () => href, global: () => InitData });
}

describe('the configuration', () => {
  it('takes attributes before properties before InitData, each value by itself', () => {
    const initial = { client_key: 'c', session_id: id('c') };
    expect(
      read({ 'client-key': 'a' }, { sessionId: id('b'), clientKey: 'b' }, initial),
    ).to.deep.equal({
      clientKey: 'a',
      sessionId: id('b'),
      backend: 'https://shop.example/api/checkout',
      preload: undefined,
    });
    expect(read({}, {}, initial)).to.include({ clientKey: 'c', sessionId: id('c') });
  });

  it('knows both spellings', () => {
    expect(read({ client_key: 'a', session_id: id('a') })).to.include({ sessionId: id('a') });
    expect(read({}, { client_key: 'a', session_id: id('a') })).to.include({ clientKey: 'a' });
  });

  it('reads the session id from the page only where told to', () => {
    const href = `https://shop.example/return?sid=${id('u')}`;
    expect(read({ 'client-key': 'a' }, {}, undefined, href)).to.equal('session_id_missing');
    const found = read({ 'client-key': 'a', 'session-id-param': 'sid' }, {}, undefined, href);
    expect(found).to.include({ sessionId: id('u') });
  });

  it('resolves the backend against the page', () => {
    const at = (backendUrl: string) =>
      read({ client_key: 'a', session_id: id('a') }, { backendUrl });
    expect(at('https://pay.example/v1/')).to.include({ backend: 'https://pay.example/v1' });
    expect(at('checkout')).to.include({ backend: 'https://shop.example/checkout' });
    expect(at('/pay/v1//')).to.include({ backend: 'https://shop.example/pay/v1' });
    expect(at('https://pay.example')).to.include({ backend: 'https://pay.example' });
  });

  for (const backendUrl of [
    'javascript:x',
    'data:,x',
    'blob:https://shop.example/1',
    'https://',
    '/api?tenant=1',
    '/api#x',
    'https://user:secret@pay.example/',
  ])
    it(`refuses the backend ${backendUrl} rather than drop a part of it`, () => {
      const properties = { client_key: 'a', session_id: id('a'), backendUrl };
      expect(read({}, properties)).to.equal('backend_url_malformed');
    });

  it('takes an empty text for no value', () => {
    const initial = { client_key: 'c', session_id: id('c') };
    const empty = { 'client-key': '', client_key: '', 'session-id': '', 'session-id-param': '' };
    expect(read(empty, { clientKey: '', backendUrl: '' }, initial)).to.deep.equal({
      clientKey: 'c',
      sessionId: id('c'),
      backend: 'https://shop.example/api/checkout',
      preload: undefined,
    });
    expect(read(empty)).to.equal('client_key_missing');
  });

  it('prefers the spelling with the hyphen', () => {
    const both = { client_key: 'a', 'client-key': 'b', session_id: id('a'), 'session-id': id('b') };
    expect(read(both)).to.include({ clientKey: 'b', sessionId: id('b') });
  });

  it('names what is missing or malformed', () => {
    expect(read({})).to.equal('client_key_missing');
    expect(read({ client_key: 'a' })).to.equal('session_id_missing');
    expect(read({ client_key: 'a b', session_id: id('a') })).to.equal('client_key_malformed');
    expect(read({ client_key: 'a', session_id: 'short' })).to.equal('session_id_malformed');
    expect(read({ client_key: 'a' }, {}, { session_id: 42 })).to.equal('session_id_malformed');
  });
});

describe('the moments at which it is read', () => {
  it('are the next task, DOMContentLoaded, load, and one task after', async () => {
    const page = Object.assign(new EventTarget(), { readyState: 'loading' as const });
    const frame = new EventTarget();
    const reads: boolean[] = [];
    watchConfig((last) => reads.push(last), new AbortController().signal, page, frame);
    await tick();
    expect(reads).to.deep.equal([false]);
    page.dispatchEvent(new Event('DOMContentLoaded'));
    expect(reads).to.deep.equal([false, false]);
    await tick();
    frame.dispatchEvent(new Event('load'));
    expect(reads).to.deep.equal([false, false, false]);
    await tick();
    expect(reads).to.deep.equal([false, false, false, true]);
  });

  it('end with the connection', async () => {
    const life = new AbortController();
    const reads: boolean[] = [];
    watchConfig((last) => reads.push(last), life.signal);
    life.abort();
    await tick();
    await tick();
    expect(reads).to.deep.equal([]);
  });
});

describe('a widget without its configuration', () => {
  afterEach(clearStages);

  it('finds InitData that is set in the task after it was connected', async () => {
    const globals: Record<string, unknown> = {};
    const ready = stage({ attributes: {}, globals });
    globals['InitData'] = { client_key: 'key', session_id: SESSION_ID };
    const page = await ready;
    expect(page.element.state).to.equal('choosing');
    expect(page.events('hpp-error')).to.deep.equal([]);
  });

  it('tells shopper and developer after that, and starts on reload()', async () => {
    const warnings = hearWarnings();
    const page = await stage({ attributes: {} });
    await warnings.first;
    warnings.stop();
    expect(page.text).to.include(
      'This payment is currently unavailable. Please contact the merchant.',
    );
    const [error] = page.events<HppErrorEvent>('hpp-error');
    expect(error!.code).to.equal('client_key_missing');
    expect(error!.message).to.equal('client_key_missing');
    expect(warnings.said.join()).to.include('window.InitData.client_key');
    page.globals['InitData'] = { client_key: 'key', session_id: SESSION_ID };
    page.element.reload();
    await page.settle();
    expect(page.element.state).to.equal('choosing');
  });

  it('starts as soon as properties are set', async () => {
    const page = await stage({ attributes: {} });
    page.element.clientKey = 'key';
    page.element.sessionId = SESSION_ID;
    await page.settle();
    expect(page.element.state).to.equal('choosing');
  });

  it('shows no session whose id was taken away', async () => {
    const page = await stage();
    page.element.removeAttribute('session-id');
    await page.settle();
    expect(page.events<HppErrorEvent>('hpp-error')[0]!.code).to.equal('session_id_missing');
    expect(page.has('[part=pay]')).to.equal(false);
    page.element.setAttribute('session-id', SESSION_ID);
    await page.settle();
    expect(page.element.state).to.equal('choosing');
  });

  it('does not follow the globals and the URL of the page once it has started', async () => {
    const globals = { InitData: { client_key: 'key', session_id: SESSION_ID } };
    const page = await stage({ attributes: {}, globals });
    globals.InitData = { client_key: 'key', session_id: OTHER_SESSION_ID };
    await page.choose('card');
    expect(page.backend.reads).to.have.length(1);
    page.element.reload();
    await page.settle();
    expect(page.backend.reads[1]!.url).to.include(OTHER_SESSION_ID);
  });

  it('goes on after the page has taken the session id out of its URL', async () => {
    const options = {
      attributes: { 'client-key': 'key', 'session-id-param': 'sid' },
      href: `https://shop.example/return?sid=${SESSION_ID}`,
    };
    const page = await stage(options);
    options.href = 'https://shop.example/return';
    await page.choose('card');
    expect(page.element.state).to.equal('choosing');
  });

  it('starts over when the session id changes', async () => {
    const page = await stage();
    page.element.setAttribute('session-id', OTHER_SESSION_ID);
    await page.settle();
    expect(page.backend.reads.map(({ url }) => url.slice(-24))).to.deep.equal([
      SESSION_ID.slice(-24),
      OTHER_SESSION_ID.slice(-24),
    ]);
    expect(page.events('hpp-ready')).to.have.length(2);
  });
});
