import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit, type Verdict } from '../fleet/audit.js';
import { startBackend, type Backend } from '../fleet/backend.js';
import { evidenceOf } from '../fleet/evidence.js';
import { randomFrom } from '../fleet/random.js';
import { settle } from '../fleet/settle.js';
import { World } from '../fleet/world.js';
import { startPostgres } from '../support/postgres-server.js';
import { openContest, payWave, refundWave, startWave, type Arena } from './contend.js';

export interface ConcurrencyOptions {
  readonly sessions: number;
  readonly seed: number;
  /** Backend processes on one PostgreSQL server. Default 4. */
  readonly processes?: number;
}

export interface ConcurrencyReport extends Verdict {
  readonly story: (session: string) => string;
}

/** Sessions that are fought over at the same time. */
const AT_ONCE = 25;
/** Past the first check of the reconciler, well within the lease of a start. */
const A_WHILE = 11_000;

/** Many processes do everything to the same sessions at the same time. */
export async function concurrency(options: ConcurrencyOptions): Promise<ConcurrencyReport> {
  const home = mkdtempSync(join(tmpdir(), 'hpp-concurrency-'));
  const postgres = await startPostgres();
  const random = randomFrom(options.seed);
  const world = new World({
    random,
    home,
    store: { kind: 'postgres', connectionString: postgres.connectionString },
    webhookCopies: () => random.int(1, 3),
  });
  const backends: Backend[] = [];
  try {
    const { providers, config } = await world.open();
    const settings = { ...config, gateways: providers.settings };
    for (let n = options.processes ?? 4; n > 0; n -= 1) backends.push(startBackend(settings));
    const ports = await Promise.all(backends.map((backend) => backend.open(0)));
    if (ports.includes(null)) throw new Error('A backend did not start.');
    world.serve(ports.flatMap((port) => port ?? []));
    return await run(options, world);
  } finally {
    await Promise.all(backends.map((backend) => backend.kill()));
    await world.providers.close();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function run({ sessions }: ConcurrencyOptions, world: World): Promise<ConcurrencyReport> {
  const began = performance.now();
  const arena: Arena = { world, sessions: [], keyed: [], conflicts: 0 };
  for (let number = 0; number < sessions; number += AT_ONCE) {
    const size = Math.min(AT_ONCE, sessions - number);
    const batch = Array.from({ length: size }, (_, n) => openContest(arena, number + n));
    const contests = await Promise.all(batch);
    await Promise.all(contests.map((contest) => startWave(arena, contest)));
    await world.advance(A_WHILE);
    await Promise.all(contests.map((contest) => payWave(arena, contest)));
    await world.providers.idle();
    await Promise.all(contests.map((contest) => refundWave(arena, contest)));
  }
  const remaining = await settle(world, new Set(), arena.sessions);
  const counts = await world.everywhere('remaining', 1);
  const sum = (name: 'commits' | 'conflicts'): number =>
    counts.reduce((total, each) => total + each[name], 0);
  const evidence = await evidenceOf(world, arena, remaining);
  const verdict = audit(evidence);
  const figures = {
    processes: counts.length,
    requests: world.requests,
    'starts sent again after a conflict': arena.conflicts,
    commits: sum('commits'),
    'commits that came second': sum('conflicts'),
    ...verdict.figures,
    seconds: Math.round((performance.now() - began) / 1000),
  };
  return { ...verdict, figures, story: evidence.story };
}
