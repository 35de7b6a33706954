import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MerchantOperationKind } from '../../../src/server/payments/operation-record.js';
import { booksOf } from './walk-books.js';
import { addFigures, noFigures, written, type Figures } from './walk-figures.js';
import { checkNow, checkRest, comeToRest } from './walk-rest.js';
import { settingOf, type Setting } from './walk-setting.js';
import { walk, type Step } from './walk-steps.js';
import { take } from './walk-take.js';
import { sessionOf } from './walk-view.js';
import { openWorld, type World } from './walk-world.js';

/** As many walks as make up the steps that are wanted; more, and others, by these variables. */
const RUNS = Number(process.env['WALK_RUNS'] ?? 430);
const SEED = Number(process.env['WALK_SEED'] ?? 20260105);
const STEPS = 10_000;

interface Sum {
  readonly figures: Figures;
  readonly done: Set<MerchantOperationKind>;
}

async function walkOnce(setting: Setting, steps: readonly Step[], sum: Sum): Promise<void> {
  const world = await openWorld(setting);
  for (const step of steps) {
    await take(world, step);
    await checkNow(world);
  }
  await comeToRest(world);
  await checkRest(world);
  await count(world, sum);
}

async function count(world: World, { figures, done }: Sum): Promise<void> {
  const { attempts, operations } = await sessionOf(world);
  for (const { kind, state } of operations) if (state === 'done') done.add(kind);
  const booked = await booksOf(world);
  const movements = booked.flatMap((one) => one.movements.map(({ kind }) => kind));
  const moved = (wanted: string): number => movements.filter((kind) => kind === wanted).length;
  const { setting, shop } = world;
  addFigures(figures, {
    ...world.figures,
    runs: 1,
    payments: booked.length,
    captures: moved('capture'),
    refunds: moved('refund'),
    voids: moved('void'),
    duplicates: attempts.filter(({ reversal }) => reversal !== null).length,
    webhooks: setting.providers.flatMap((at) => shop[at].control.deliveries()).length,
  });
}

/**
 * Walks at random. Half of the steps that are wanted: the other half is walked beside it, in a
 * process of its own, so that both together take no more time than one.
 * @param authorize the merchant captures, where the provider has authorizations
 * @param orders what has to have been done at least once
 */
export async function walkAtRandom(
  authorize: boolean,
  orders: readonly MerchantOperationKind[],
): Promise<void> {
  const sum: Sum = { figures: noFigures(), done: new Set() };
  await fc.assert(
    fc.asyncProperty(settingOf(authorize), walk, (setting, steps) => walkOnce(setting, steps, sum)),
    { includeErrorInReport: true, numRuns: RUNS, seed: authorize ? SEED + 1 : SEED },
  );
  // Reporters pass on what is written here, also when all is well.
  console.error(
    `A random walk${authorize ? ', captured by the merchant' : ''}: ${written(sum.figures)}`,
  );
  if (process.env['WALK_RUNS'] !== undefined) return;
  assert.ok(sum.figures.steps >= STEPS, `${sum.figures.steps} steps are too few`);
  assert.deepEqual([...sum.done].sort(), orders);
}
