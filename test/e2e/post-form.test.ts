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
