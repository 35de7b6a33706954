import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit, type Verdict } from '../fleet/audit.js';
import type { StoreConfig } from '../fleet/backend.js';
import { evidenceOf } from '../fleet/evidence.js';
import { randomFrom } from '../fleet/random.js';
import { sendAgain, settle } from '../fleet/settle.js';
import { World } from '../fleet/world.js';
import { startPostgres } from '../support/postgres-server.js';
import { journey, reconcileOnce, type Stage } from './journey.js';
import { runAndKill, type KillFigures } from './killer.js';

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly store: StoreConfig['kind'];
  /** Shoppers that are busy at the same time. Default 10. */
  readonly shoppers?: number;
}

export interface CrashReport extends Verdict {
  readonly figures: Readonly<Record<string, number>>;
  /** What was done to a session, and its log. */
  readonly story: (session: string) => string;
}

/** Checkouts on a backend that is killed again and again, and what is left of them. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const home = mkdtempSync(join(tmpdir(), 'hpp-crash-'));
  const postgres = options.store === 'postgres' ? await startPostgres() : null;
  const store: StoreConfig = postgres
    ? { kind: 'postgres', connectionString: postgres.connectionString }
    : { kind: 'embedded', folder: join(home, 'store') };
  try {
    return await run(options, home, store);
  } finally {
    await postgres?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function run(
  { kills, seed, shoppers = 10 }: CrashOptions,
  home: string,
  store: StoreConfig,
): Promise<CrashReport> {
  const began = performance.now();
  const world = await new World({ random: randomFrom(seed), store, home }).open();
  const config = { ...world.config, gateways: world.providers.settings };
  const resent = new Set<string>();
  const waiting = {
    step: [] as (() => void)[],
    stuck: [] as (() => void)[],
    later: [] as ((again: boolean) => void)[],
  };
  const release = (again: boolean): void => waiting.later.splice(0).forEach((go) => go(again));
  const background = new Set<Promise<unknown>>();
  let stopping = false;
  const stage: Stage = {
    world,
    seed,
    sessions: [],
    keyed: [],
    onStep: () => waiting.step.splice(0).forEach((go) => go()),
    later: () => {
      if (stopping) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting.later.push(resolve);
        if (waiting.later.length === shoppers) waiting.stuck.splice(0).forEach((go) => go());
      });
    },
  };
  let resends = 0;
  const onUp = (): void => {
    const work = Promise.all([
      reconcileOnce(stage),
      sendAgain(world, resent).then((sent) => (resends += sent)),
    ]);
    background.add(work);
    void work.finally(() => background.delete(work)).catch(() => undefined);
  };
  const visits = Array.from({ length: shoppers }, async (_, one) => {
    for (let number = one; !stopping; number += shoppers) await journey(stage, number);
  });
  const nextStep = (): Promise<void> => new Promise((resolve) => waiting.step.push(resolve));
  const stuck = (): Promise<void> =>
    waiting.later.length === shoppers
      ? Promise.resolve()
      : new Promise((resolve) => waiting.stuck.push(resolve));
  const killing = runAndKill({
    ...{ world, config, kills, nextStep, stuck, onUp },
    random: randomFrom(seed + 1),
    onLater: () => release(true),
  });
  const { last, ...killed } = await Promise.race([killing, ...visits.map(forever)]);
  try {
    stopping = true;
    release(false);
    await Promise.all([...visits, ...background]);
    for (const { sandbox } of world.providers.all) sandbox.control.clearApiFaults();
    const remaining = await settle(world, resent, stage.sessions);
    const evidence = await evidenceOf(world, stage, remaining);
    const verdict = audit(evidence);
    const figures = {
      ...killFigures(killed),
      'webhooks sent again': resends,
      ...verdict.figures,
      seconds: Math.round((performance.now() - began) / 1000),
    };
    return { ...verdict, figures, story: evidence.story };
  } finally {
    await last.kill();
    await world.providers.close();
  }
}

/** Only a failure of a shopper ends the race. */
async function forever(visit: Promise<void>): Promise<never> {
  await visit;
  return new Promise(() => undefined);
}

function killFigures(killed: KillFigures): Record<string, number> {
  const starts = killed.starts.toSorted((a, b) => a - b);
  return {
    kills: killed.kills,
    'of these while starting': killed.whileStarting,
    'of these during a provider call': killed.duringProviderCalls,
    'of these during a request': killed.duringRequests,
    'restart in ms (median)': Math.round(starts[Math.floor(starts.length / 2)] ?? 0),
    'restart in ms (worst)': Math.round(starts.at(-1) ?? 0),
  };
}
