import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { CLASSIC, hostPage, MODULE, WIDGET } from './support/host-page.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

/** A page that any other one may frame. */
const framable = (head: string): Response => {
  const own = hostPage({ head });
  const policy = own.headers.get('Content-Security-Policy')!;
  own.headers.set(
    'Content-Security-Policy',
    policy.replace("frame-ancestors 'self'", 'frame-ancestors *'),
  );
  return own;
};

const world = useWorld((site) => {
  site.get('/frames/module', () => framable(MODULE));
  site.get('/frames/classic', () => framable(CLASSIC));
  site.get('/frames/srcdoc', (c) => {
    const { origin } = new URL(c.req.url);
    const id = c.req.query('session_id') ?? '';
    const widget = WIDGET.replace(
      'session-id-param="session_id"',
      `session-id="${id}" backend-url="${origin}/api/checkout"`,
    );
    const inside = (MODULE + widget).replaceAll('"', '&quot;');
    return hostPage({
      head: '',
      body: `<iframe id="frame" title="x" srcdoc="${inside}"></iframe>`,
    });
  });
});

/** A page of another origin, which frames what its query says. */
const outside = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://outside');
  const sandbox = searchParams.get('sandbox');
  const src = (searchParams.get('src') ?? '').replaceAll('&', '&amp;');
  response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>Outside</title>
    <iframe id="frame" title="x" width="600" height="900" src="${src}"
      ${sandbox === null ? '' : `sandbox="${sandbox}"`}></iframe>`);
});
before(() => new Promise<void>((ready) => outside.listen(0, '127.0.0.1', ready)));
after(() => outside.close());

/** Opens a checkout in a frame of that page. */
async function framed(shopper: Visitor, page: string, sandbox: string | null) {
  const src = `${world().demo.url}/frames/${page}?session_id=${await shopper.order()}`;
  const query = new URLSearchParams({ src, ...(sandbox !== null && { sandbox }) });
  const { port } = outside.address() as AddressInfo;
  await shopper.page.goto(`http://127.0.0.1:${port}/?${query}`);
  return shopper.page.frameLocator('#frame');
}

const pay = (frame: FrameLocator) => frame.getByRole('button', { name: /^Pay .+ with / }).click();

const SANDBOX = 'allow-scripts allow-same-origin allow-forms';

for (const [name, sandbox] of [
  ['not sandboxed', null],
  ['sandboxed', `${SANDBOX} allow-top-navigation-by-user-activation`],
] as const) {
  test(`in a frame of another origin, ${name}: the provider opens in the top window`, async () => {
    const shopper = await world().visitor();
    await pay(await framed(shopper, 'module', sandbox));
    await shopper.page.getByTestId('pay').waitFor();
    assert.equal(new URL(shopper.page.url()).origin, world().demo.sandboxUrl);
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    await shopper.leave();
  });
}

test('in a sandbox that lets nobody out, the shopper learns it and has the list again', async () => {
  const shopper = await world().visitor({ expects: [/sandbox|navigate|hpp-checkout/i] });
  const frame = await framed(shopper, 'module', SANDBOX);
  await pay(frame);
  await frame.getByRole('heading', { name: 'This page could not open KNET.' }).waitFor();
  await frame.locator('[part~=link]').click();
  await frame.getByRole('radio', { name: /^Credit card/ }).waitFor();
  await shopper.leave();
});

test('in a sandbox without an origin, the shopper learns that nothing can be reached', async () => {
  const shopper = await world().visitor({ expects: [/CORS|ERR_FAILED|hpp-checkout/i] });
  const frame = await framed(shopper, 'classic', 'allow-scripts');
  await frame.getByRole('heading', { name: /could not reach the payment service/ }).waitFor();
  await frame.getByRole('button', { name: 'Try again' }).waitFor();
  await shopper.leave();
});

test('in a frame without an address, with that of the backend', async () => {
  const shopper = await world().visitor();
  await shopper.open(`/frames/srcdoc?session_id=${await shopper.order()}`);
  const frame = shopper.page.frameLocator('#frame');
  await frame.getByRole('button', { name: /^Pay .+ with / }).waitFor();
  await shopper.leave();
});
