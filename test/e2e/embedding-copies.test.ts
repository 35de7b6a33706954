import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLASSIC, file, hostPage, MODULE, WIDGET } from './support/host-page.js';
import { useWorld } from './support/world.js';

/** Another version of the script, as far as the page can tell: with its parts beside it. */
const OLDER = MODULE.replace('/dist/', '/older/');

const world = useWorld((site) => {
  const twice = { trustedTypes: "lit-html 'allow-duplicates'" };
  const pages: Record<string, () => Response> = {
    'classic-then-module': () => hostPage({ head: CLASSIC + MODULE }, twice),
    'module-then-classic': () => hostPage({ head: MODULE, body: WIDGET + CLASSIC }, twice),
    'older-then-newer': () => hostPage({ head: OLDER + MODULE }, twice),
    'newer-then-older': () => hostPage({ head: MODULE + OLDER }, twice),
    'one-policy': () => hostPage({ head: CLASSIC + MODULE }),
    'tag-taken': () =>
      hostPage({ head: `<script src="/copies/taken.js"></script>${MODULE}`, body: WIDGET }),
    late: () =>
      hostPage(
        { head: '<script src="/copies/late.js" defer></script>', body: '' },
        { trustedTypes: 'lit-html shop' },
      ),
    shadow: () =>
      hostPage({ head: `${MODULE}<script src="/copies/shadow.js" defer></script>`, body: '' }),
    two: () =>
      hostPage({ body: '', head: `${MODULE}<script src="/copies/two.js" defer></script>` }),
  };
  for (const [name, html] of Object.entries(pages)) site.get(`/copies/${name}`, html);
  site.get('/older/*', (c) => site.request(c.req.path.replace('/older/', '/dist/')));
  const make = `const id = new URLSearchParams(location.search).getAll('session_id');
    const make = (sessionId) => Object.assign(document.createElement('hpp-checkout'),
      { clientKey: 'pk_demo_diwan', sessionId });
    const main = document.querySelector('main');\n`;
  const scripts = {
    taken: `customElements.define('hpp-checkout', class extends HTMLElement {});`,
    late: `${make} main.append(make(id[0]));
      const script = document.createElement('script');
      script.type = 'module';
      addEventListener('load', () => document.head.append(script));
      const policy = trustedTypes.createPolicy('shop', { createScriptURL: (url) => url });
      script.src = policy.createScriptURL('/dist/hpp-checkout.js');`,
    shadow: `${make} const outer = document.createElement('div');
      const inner = document.createElement('div');
      outer.attachShadow({ mode: 'closed' }).append(inner);
      inner.attachShadow({ mode: 'open' }).append(make(id[0]));
      main.append(outer);
      window.inner = inner.shadowRoot;
      document.addEventListener('hpp-ready', ({ target }) => main.dataset.heard = target.localName);`,
    two: `${make} main.append(...id.map(make));`,
  };
  for (const [name, code] of Object.entries(scripts))
    site.get(`/copies/${name}.js`, () => file('javascript', code));
});

for (const [name, folder] of [
  ['classic-then-module', null],
  ['older-then-newer', '/older/parts/'],
  ['newer-then-older', '/dist/parts/'],
] as const) {
  test(`two copies of the script, ${name}: the first one does it all, with its own parts`, async () => {
    const shopper = await world().visitor();
    await shopper.open(`/copies/${name}?session_id=${await shopper.order()}`);
    await shopper.listShown();
    await shopper.goToProvider('KNET');
    const parts = shopper.log.requests
      .map(({ url }) => url.pathname)
      .filter((path) => path.includes('/parts/journey'));
    assert.deepEqual(
      parts.map((path) => path.replace(/journey.*/, '')),
      folder ? [folder] : [],
    );
    assert.equal(shopper.log.backend().filter((line) => line.startsWith('GET')).length, 1);
    await shopper.leave();
  });
}

test('module first, classic script after it', async () => {
  const shopper = await world().visitor();
  await shopper.open(`/copies/module-then-classic?session_id=${await shopper.order()}`);
  await shopper.listShown();
  await shopper.goToProvider('KNET');
  await shopper.leave();
});

test('where the policy lets only one copy start, that one works', async () => {
  const shopper = await world().visitor({ expects: [/lit-html/] });
  await shopper.open(`/copies/one-policy?session_id=${await shopper.order()}`);
  await shopper.listShown();
  await shopper.goToProvider('KNET');
  await shopper.leave();
});

test('where the page has an element of that name, the script breaks nothing', async () => {
  const shopper = await world().visitor();
  await shopper.open(`/copies/tag-taken?session_id=${await shopper.order()}`);
  await shopper.page.waitForLoadState('networkidle');
  assert.equal(await shopper.widget.evaluate((element) => element.shadowRoot), null);
  await shopper.leave();
});

test('an element with properties is there before the script', async () => {
  const shopper = await world().visitor();
  await shopper.open(`/copies/late?session_id=${await shopper.order()}`);
  await shopper.listShown();
  await shopper.goToProvider('KNET');
  await shopper.leave();
});

test('in a shadow root in a closed shadow root', async () => {
  const shopper = await world().visitor();
  await shopper.open(`/copies/shadow?session_id=${await shopper.order()}`);
  // What is in a closed root is reached by what the page kept of it.
  await shopper.page.waitForFunction(() => {
    const { inner } = window as unknown as { inner: ShadowRoot };
    return inner.querySelector('hpp-checkout')?.shadowRoot?.querySelector('[part=pay]');
  });
  assert.equal(await shopper.page.locator('main').getAttribute('data-heard'), 'div');
  await shopper.page.evaluate(() => {
    const { inner } = window as unknown as { inner: ShadowRoot };
    const root = inner.querySelector('hpp-checkout')!.shadowRoot!;
    root.querySelector<HTMLElement>('[part=pay]')!.click();
  });
  await shopper.atProvider();
  await shopper.leave();
});

test('two widgets on a page: each shows and pays its own session', async () => {
  const shopper = await world().visitor();
  const [one, two] = [await shopper.order(), await shopper.order()];
  await shopper.open(`/copies/two?session_id=${one}&session_id=${two}`);
  const [first, second] = [shopper.widget.nth(0), shopper.widget.nth(1)];
  await first.getByRole('radio', { name: /^Credit card/ }).check();
  await second.getByRole('radio', { name: /^KNET/ }).check();
  assert.ok(await first.getByRole('radio', { name: /^Credit card/ }).isChecked());
  await shopper.accessible();
  await second.getByRole('button', { name: /^Pay .+ with KNET/ }).click();
  await shopper.atProvider();
  assert.deepEqual(
    shopper.log.backend().filter((line) => line.startsWith('POST')),
    [`POST /api/checkout/sessions/${two}/payments`],
  );
  await shopper.leave();
});
