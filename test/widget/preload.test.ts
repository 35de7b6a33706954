import { expect } from '@open-wc/testing';
import type { HppCheckout } from '../../src/widget/hpp-checkout.js';
import { FakeBackend } from '../support/fake-backend.js';
import { aSession, OTHER_SESSION_ID, SESSION_ID } from '../support/session-fixtures.js';
import { hearWarnings } from '../support/warnings.js';
import { clearStages, stage, withAttributes } from '../support/widget.js';

const key = { 'client-key': 'key' };
const preloaded = aSession({ order: { ...aSession().order, merchant_name: 'Preloaded' } });

describe('a preloaded session', () => {
  afterEach(clearStages);

  it('is shown without a request, whatever way the page hands it over', async () => {
    const ways = {
      property: {
        prepare: (element: HppCheckout) => {
          element.preload = preloaded;
        },
      },
      InitData: { globals: { InitData: { session: preloaded } } },
      child: {
        prepare: (element: HTMLElement) => {
          const script = document.createElement('script');
          script.type = 'application/json';
          script.textContent = JSON.stringify(preloaded);
          element.append(script);
        },
      },
    };
    for (const [name, way] of Object.entries(ways)) {
      const page = await stage({ attributes: key, ...way });
      expect(page.text, name).to.include('Preloaded');
      expect(page.backend.received, name).to.have.length(0);
      expect(page.events('hpp-ready'), name).to.have.length(1);
    }
  });

  it('is drawn at once: no skeleton comes before it', async () => {
    const drawn: boolean[] = [];
    const page = await stage({
      attributes: key,
      prepare: (element) => {
        element.preload = preloaded;
        element.addController({
          hostUpdated: () => drawn.push(element.shadowRoot!.querySelector('.skeleton') !== null),
        });
      },
    });
    expect(drawn[0], 'the first drawing').to.equal(false);
    expect(
      page.events<Event & { state: string }>('hpp-state-change').map(({ state }) => state),
    ).to.deep.equal(['loading', 'choosing']);
    expect(page.element.session).to.deep.equal(preloaded);
  });

  it('that does not follow the contract is asked for once, and the console says why', async () => {
    const { said, stop } = hearWarnings();
    const page = await stage({
      attributes: withAttributes({}),
      globals: { InitData: { session: { ...preloaded, amount: 14 } } },
    });
    expect(page.text).to.include('Bayan Coffee');
    expect(page.backend.reads).to.have.length(1);
    stop();
    expect(said.join()).to.match(/preload.*amount/);
  });

  it('of another session is not shown', async () => {
    const { stop } = hearWarnings();
    const page = await stage({
      attributes: withAttributes({}),
      globals: { InitData: { session: { ...preloaded, id: OTHER_SESSION_ID } } },
    });
    stop();
    expect(page.text).not.to.include('Preloaded');
    expect(page.backend.reads[0]!.url).to.include(SESSION_ID);
  });

  it('is old on a page that the back button brought: the backend is asked', async () => {
    const page = await stage({
      attributes: key,
      revisit: true,
      globals: { InitData: { session: preloaded } },
    });
    expect(page.backend.reads).to.have.length(1);
    expect(page.text).to.include('Bayan Coffee');
  });

  it('is used once: reload() asks the backend', async () => {
    const page = await stage({ attributes: key, globals: { InitData: { session: preloaded } } });
    page.element.reload();
    await page.settle();
    expect(page.backend.reads).to.have.length(1);
  });

  it('keeps what the contract does not know out of the page', async () => {
    const session = { ...preloaded, customer_phone: '+965', cards: [{ token: 'x' }] };
    const page = await stage({ attributes: key, globals: { InitData: { session } } });
    expect(page.element.session).not.to.have.any.keys('customer_phone', 'cards');
  });

  it('that has ended is shown as it ended', async () => {
    const page = await stage({
      attributes: key,
      globals: { InitData: { session: aSession({ state: 'paid' }) } },
      backend: new FakeBackend(),
    });
    expect(page.element.state).to.equal('settled');
    expect(page.backend.received).to.have.length(0);
  });
});
