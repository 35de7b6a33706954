import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { page } from '../../demo/site.js';
import { bundleOwnLit } from './support/own-lit.js';
import { useWorld } from './support/world.js';

/** A shop that is itself made with Lit. */
let shared = '';
let apart = '';

const html = (scripts: readonly string[]) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A shop made with Lit</title>
    ${scripts.map((src) => `<script type="module" src="${src}"></script>`).join('\n')}
  </head>
  <body><main><h1>Checkout</h1><shop-greeting></shop-greeting>
    <hpp-checkout client-key="pk_demo_diwan" session-id-param="session_id"></hpp-checkout></main>
  </body>
</html>`;

const world = useWorld((site) => {
  const script = (code: () => string) => () =>
    new Response(code(), { headers: { 'Content-Type': 'text/javascript' } });
  const formTargets: string[] = [];
  site.get(
    '/own-lit/shared.js',
    script(() => shared),
  );
  site.get(
    '/own-lit/apart.js',
    script(() => apart),
  );
  site.get('/own-lit/shared', () => page(html(['/own-lit/shared.js']), { formTargets }));
  site.get('/own-lit/apart', () =>
    page(html(['/own-lit/apart.js', '/dist/hpp-checkout.js']), {
      formTargets,
      trustedTypes: "lit-html 'allow-duplicates'",
    }),
  );
  site.get('/own-lit/refused', () =>
    page(html(['/own-lit/apart.js', '/dist/hpp-checkout.js']), { formTargets }),
  );
});

before(async () => {
  [shared, apart] = await Promise.all([bundleOwnLit('shared'), bundleOwnLit('apart')]);
});

for (const way of ['shared', 'apart']) {
  test(`a page with its own Lit, ${way}`, async () => {
    const shopper = await world().visitor();
    await shopper.open(`/own-lit/${way}?session_id=${await shopper.order()}`);
    await shopper.listShown();
    await shopper.page.getByText('Welcome, made with Lit').waitFor();
    await shopper.goToProvider('KNET');
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    await shopper.leave();
  });
}

test("a second Lit without 'allow-duplicates' is refused by the policy", async () => {
  const shopper = await world().visitor();
  await shopper.open(`/own-lit/refused?session_id=${await shopper.order()}`);
  await shopper.page.getByText('Welcome, made with Lit').waitFor();
  await shopper.page.waitForLoadState('networkidle');
  assert.match(
    shopper.log.complaints.join('\n'),
    /lit-html.*(disallowed|already exists|duplicate)/is,
  );
  await shopper.context.close();
});
