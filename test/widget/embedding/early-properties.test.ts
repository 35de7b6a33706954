import { expect } from '@open-wc/testing';
import '../../../src/define.js';
import { HppCheckout } from '../../../src/widget/hpp-checkout.js';
import { FakeBackend, type Received } from '../../support/fake-backend.js';
import { tick } from '../../support/fake-clock.js';
import { aSession, OTHER_SESSION_ID, SESSION_ID } from '../../support/session-fixtures.js';

interface Early {
  readonly properties: Readonly<Record<string, unknown>>;
  /** What shows that the property counts. */
  readonly shows: (element: HppCheckout, read: Received) => unknown;
  readonly as: unknown;
}

const key = (_: HppCheckout, read: Received) => read.headers.get('Client-Key');
const id = (_: HppCheckout, read: Received) => read.url.split('/').pop();
const ids = { clientKey: 'key', sessionId: SESSION_ID };

/** Every public property; a new one has to be added here. */
const PROPERTIES: Readonly<Record<string, Early>> = {
  clientKey: { properties: { ...ids, clientKey: 'early' }, shows: key, as: 'early' },
  client_key: {
    properties: { client_key: 'early', sessionId: SESSION_ID },
    shows: key,
    as: 'early',
  },
  sessionId: {
    properties: { ...ids, sessionId: OTHER_SESSION_ID },
    shows: id,
    as: OTHER_SESSION_ID,
  },
  session_id: {
    properties: { client_key: 'key', session_id: OTHER_SESSION_ID },
    shows: id,
    as: OTHER_SESSION_ID,
  },
  backendUrl: {
    properties: { ...ids, backendUrl: 'https://pay.example/v1' },
    shows: (_, { url }) => new URL(url).origin,
    as: 'https://pay.example',
  },
  skeletonRows: {
    properties: { ...ids, skeletonRows: 7 },
    shows: ({ shadowRoot }) => shadowRoot!.querySelectorAll('[part=skeleton] i').length,
    as: 9,
  },
  preload: {
    properties: { ...ids, preload: aSession() },
    shows: ({ session }) => session?.id,
    as: SESSION_ID,
  },
  strings: {
    properties: { ...ids, strings: { en: { loading: 'One moment' } } },
    shows: ({ shadowRoot }) => shadowRoot!.querySelector('[role=img]')!.getAttribute('aria-label'),
    as: 'One moment',
  },
};

/** An element that no script has defined yet: elements of a page that is not shown stay so. */
function unknownElement(): HppCheckout {
  return document.implementation.createHTMLDocument().createElement('hpp-checkout');
}

describe('a property that was set before the script defined the element', () => {
  const fetch = window.fetch.bind(window);
  const backend = new FakeBackend();
  let element: HppCheckout;

  beforeEach(() => {
    backend.received.length = 0;
    window.fetch = (url, init) => backend.fetch(url as string, init!);
    element = unknownElement();
  });
  afterEach(() => {
    element.remove();
    window.fetch = fetch;
  });

  it('has a case here', () => {
    const declared = [...HppCheckout.elementProperties.keys()];
    expect(Object.keys(PROPERTIES).sort()).to.eql(declared.sort());
  });

  for (const [name, { properties, shows, as }] of Object.entries(PROPERTIES))
    it(`counts: ${name}`, async () => {
      Object.assign(element, properties);
      expect(element instanceof HppCheckout).to.equal(false);
      document.body.append(element);
      expect(element instanceof HppCheckout).to.equal(true);
      await element.updateComplete;
      expect(shows(element, backend.received[0]!)).to.equal(as);
      // As one of its own it would hide the property of the element, and later values with it.
      expect(Object.keys(element)).not.to.include(name);
    });

  it('can be changed after it', async () => {
    Object.assign(element, ids);
    document.body.append(element);
    await element.updateComplete;
    element.sessionId = OTHER_SESSION_ID;
    await tick();
    await tick();
    expect(backend.received.at(-1)!.url).to.include(OTHER_SESSION_ID);
  });
});
