import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addPosting,
  FIELDS,
  openPostProvider,
  type PostProvider,
} from './support/post-provider.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

let provider: PostProvider;
before(async () => {
  provider = await openPostProvider();
});
after(() => provider.close());
const world = useWorld((site) => addPosting(site, () => provider.url));

const starts = ({ log }: Visitor): number => log.backend(/^\/posting\/api\/.+\/payments$/).length;

test('a provider that wants a form gets it once, with every field as it was', async () => {
  const shopper = await world().visitor();
  await shopper.open(`/posting/open?session_id=${await shopper.order()}`);
  await shopper.listShown();
  await shopper.payButton.dblclick();
  await shopper.page.getByRole('heading', { name: 'Hosted page' }).waitFor();
  assert.equal(provider.posted.length, 1);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(provider.posted[0])), FIELDS);
  assert.equal(starts(shopper), 1);
  assert.equal(shopper.log.navigationsTo(provider.url), 1);
  await shopper.back();
  await shopper.listShown();
  await shopper.reads(/under way/);
  await shopper.leave();
});

/**
 * What the page shows, asked for below the driver: it holds back whatever asks about a page whose
 * navigation began, and the one that a policy forbids never ends.
 */
const SHOWN = `(() => {
  const root = document.querySelector('hpp-checkout').shadowRoot;
  const posting = root.querySelector('form');
  return {
    told: window.told ?? [],
    buttons: [...root.querySelectorAll('button')]
      .filter((one) => one.checkVisibility())
      .map((one) => one.textContent.trim()),
    form: posting && { method: posting.getAttribute('method'), action: posting.getAttribute('action') },
  };
})()`;

interface Shown {
  readonly told: readonly string[];
  readonly buttons: readonly string[];
  readonly form: { readonly method: string; readonly action: string } | null;
}

test('a policy that forbids the form is told, and the way on is a button', async () => {
  const shopper = await world().visitor({ expects: [/form-action/] });
  await shopper.page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    addEventListener('hpp-error', (event) => {
      told.push((event as Event & { readonly code: string }).code);
    });
  });
  await shopper.open(`/posting/closed?session_id=${await shopper.order()}`);
  await shopper.listShown();
  const before = provider.posted.length;
  const below = await shopper.context.newCDPSession(shopper.page);
  const shown = async (): Promise<Shown> => {
    const asked = { expression: SHOWN, returnByValue: true };
    return (await below.send('Runtime.evaluate', asked)).result.value as Shown;
  };
  await shopper.payButton.click({ noWaitAfter: true });
  await world().until(async () => (await shown()).told.length > 0);
  const { told, buttons, form } = await shown();
  assert.deepEqual(told, ['form_blocked']);
  assert.deepEqual(buttons, ['Continue to KNET', 'Choose another payment method']);
  assert.deepEqual(form, { method: 'post', action: `${provider.url}/hpp` });
  assert.equal(provider.posted.length, before);
  assert.equal(starts(shopper), 1);
  await shopper.leave();
});
