import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliBytes, LIMIT } from '../../scripts/size.mjs';
import { useWorld } from './support/world.js';

const world = useWorld();

test('the list costs one script within its budget and one request to the backend', async () => {
  const shopper = await world().visitor();
  const id = await shopper.order();
  // The parts that come later are held back: the list must not need them.
  const held: (() => void)[] = [];
  await shopper.context.route('**/dist/parts/**', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.listShown();

  assert.deepEqual(shopper.log.backend(), [`GET /api/checkout/sessions/${id}`]);
  const scripts = shopper.log.requests
    .map(({ url }) => url.pathname)
    .filter((path) => path.startsWith('/dist/') && !path.startsWith('/dist/parts/'));
  assert.deepEqual(scripts, ['/dist/hpp-checkout.js']);
  const bytes = brotliBytes(readFileSync(new URL('../../dist/hpp-checkout.js', import.meta.url)));
  assert.ok(bytes <= LIMIT, `${bytes} bytes brotli`);

  for (const release of held) release();
  await shopper.goToProvider('KNET');
  await shopper.leave();
});

test('a session that the page brings along costs no request, and nothing more loads before the paint', async () => {
  const shopper = await world().visitor();
  const id = await shopper.order();
  const response = await fetch(`${world().demo.url}/api/checkout/sessions/${id}`, {
    headers: { 'client-key': 'pk_demo_diwan' },
  });
  const session: unknown = await response.json();
  await shopper.context.addInitScript((preload) => {
    const marks: number[] = [];
    Object.assign(window, { marks, InitData: { session: preload } });
    document.addEventListener('hpp-ready', () =>
      requestAnimationFrame(() => marks.push(performance.now())),
    );
  }, session);
  await shopper.open(`/checkout?session_id=${id}`);
  await shopper.listShown();
  assert.deepEqual(shopper.log.backend(), []);

  await shopper.page.waitForLoadState('networkidle');
  const { painted, fetched } = await shopper.page.evaluate(() => ({
    painted: (window as unknown as { marks: number[] }).marks[0],
    fetched: performance
      .getEntriesByType('resource')
      .find(({ name }) => name.includes('/dist/parts/journey'))?.startTime,
  }));
  assert.ok(painted && fetched && fetched >= painted, `${fetched} before ${painted}`);
});

test('nothing moves once the list is shown', async () => {
  const shopper = await world().visitor();
  await shopper.context.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      const seen = list.getEntries() as (PerformanceEntry & { value: number })[];
      shifts.push(...seen.map(({ value }) => value));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await shopper.checkout();
  await shopper.page.waitForLoadState('networkidle');
  const total = await shopper.page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, each) => sum + each, 0),
  );
  assert.ok(total < 0.01, `cumulative layout shift ${total}`);
  await shopper.leave();
});
