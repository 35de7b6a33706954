import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { useWorld } from './support/world.js';

const world = useWorld();
const CYCLES = 500;

/** What is alive after all that can be collected was collected. */
async function alive(session: CDPSession) {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { nodes, jsEventListeners };
}

/** In the page: puts widgets in and takes them out, and keeps track of which of them live. */
async function cycle({ times, reuse }: { times: number; reuse: boolean }): Promise<void> {
  const kept = window as unknown as { refs?: WeakRef<Node>[] };
  const refs = (kept.refs ??= []);
  const template = document.querySelector('hpp-checkout')!;
  let element: Node | undefined;
  for (let at = 0; at < times; at++) {
    if (!reuse || !element) refs.push(new WeakRef((element = template.cloneNode())));
    document.body.append(element);
    // Some of them live long enough to show the list and to fetch what is behind it.
    if (at % 20 === 0)
      await new Promise((shown) => element!.addEventListener('hpp-ready', shown, { once: true }));
    for (let tasks = 0; tasks < 3; tasks++) await new Promise((resolve) => setTimeout(resolve));
    (element as Element).remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

for (const reuse of [false, true]) {
  test(`${CYCLES} times in and out of the page leave nothing: ${reuse ? 'one widget' : 'new ones'}`, async () => {
    const shopper = await world().visitor();
    await shopper.checkout();
    await shopper.page.waitForLoadState('networkidle');
    const session = await shopper.context.newCDPSession(shopper.page);
    await shopper.page.evaluate(cycle, { times: 20, reuse });
    const before = await alive(session);
    await shopper.page.evaluate(cycle, { times: CYCLES, reuse });
    // The browser holds what waits for an answer until it has ended the request.
    await world().until(async () => {
      await alive(session);
      return shopper.page.evaluate(() => {
        const { refs } = window as unknown as { refs: WeakRef<Node>[] };
        return refs.every((ref) => ref.deref() === undefined);
      });
    });
    const after = await alive(session);
    assert.ok(after.nodes - before.nodes < 50, `${after.nodes - before.nodes} nodes`);
    const listeners = after.jsEventListeners - before.jsEventListeners;
    assert.ok(listeners < 10, `${listeners} listeners`);
    await shopper.context.close();
  });
}
