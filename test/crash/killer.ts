import { setTimeout as pause } from 'node:timers/promises';
import { startBackend, type Backend, type BackendConfig } from '../fleet/backend.js';
import type { Random } from '../fleet/random.js';
import type { World } from '../fleet/world.js';

export interface KillFigures {
  kills: number;
  /** While it was starting: opening its store, taking the lock of a dead one. */
  whileStarting: number;
  /** While a provider was being asked. */
  duringProviderCalls: number;
  /** While a request of a shopper or of the merchant was under way. */
  duringRequests: number;
  /** Milliseconds from the word to open the store to the open port. */
  readonly starts: number[];
}

export interface KillerOptions {
  readonly world: World;
  readonly random: Random;
  readonly config: BackendConfig;
  readonly kills: number;
  /** Resolves as a step of some shopper begins. */
  readonly nextStep: () => Promise<void>;
  /** Resolves when every shopper waits for a lease of the dead: without time, nothing goes on. */
  readonly stuck: () => Promise<void>;
  /** A backend serves again. */
  readonly onUp: () => void;
  /** The clock moved past every lease of the dead. */
  readonly onLater: () => void;
}

/** Runs one backend after the other over the same store, and kills each at a random moment. */
export async function runAndKill(options: KillerOptions): Promise<KillFigures & { last: Backend }> {
  const { world, random, config, kills } = options;
  const figures: KillFigures = {
    kills: 0,
    whileStarting: 0,
    duringProviderCalls: 0,
    duringRequests: 0,
    starts: [],
  };
  let current = await up(options, startBackend(config), figures);
  while (figures.kills < kills) {
    // Loads its code while the other one works, so that only its store takes time after the kill.
    let standby = startBackend(config);
    await randomMoment(options);
    figures.kills += 1;
    figures.duringProviderCalls += world.providers.busy() > 0 ? 1 : 0;
    figures.duringRequests += world.inFlight > 0 ? 1 : 0;
    world.serve([]);
    await current.kill();
    if (random.chance(0.1) && figures.kills < kills) {
      const next = startBackend(config);
      await killWhileStarting(options, standby, figures);
      standby = next;
    }
    await passTime(options);
    current = await up(options, standby, figures);
  }
  return { ...figures, last: current };
}

/** So many steps on, or in the middle of a provider's answer, and then any moment within a bit. */
async function randomMoment({ world, random, nextStep, stuck }: KillerOptions): Promise<void> {
  const work = async (): Promise<void> => {
    for (let steps = random.int(1, 30); steps > 0; steps -= 1) await nextStep();
    if (random.chance(0.5)) await world.providers.nextRequest();
  };
  await Promise.race([work(), stuck()]);
  await pause(random.int(0, 60));
}

async function up(
  { world, onUp }: KillerOptions,
  backend: Backend,
  figures: KillFigures,
): Promise<Backend> {
  const began = performance.now();
  const port = await backend.open(world.offset);
  if (port === null) throw new Error('The backend does not start again.');
  figures.starts.push(performance.now() - began);
  world.serve([port]);
  onUp();
  return backend;
}

async function killWhileStarting(
  { world, random }: KillerOptions,
  backend: Backend,
  figures: KillFigures,
): Promise<void> {
  const opening = backend.open(world.offset);
  await pause(random.int(0, 900));
  await backend.kill();
  await opening;
  figures.kills += 1;
  figures.whileStarting += 1;
}

/** Mostly longer than any lease of the dead; sometimes the next one comes up at once. */
async function passTime({ world, random, onLater }: KillerOptions): Promise<void> {
  if (random.chance(0.3)) return world.advance(random.int(0, 5000));
  await world.advance(random.int(31_000, 60_000));
  onLater();
}
