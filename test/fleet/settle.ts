import type { Remaining } from './merchant.js';
import { unlessRefused, type World } from './world.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Past every lease, every pause between checks, the life of every link, and a last chance. */
const STEPS = [31 * SECOND, 31 * SECOND, HOUR, HOUR, 25 * HOUR, HOUR, 4 * 24 * HOUR, 9 * 24 * HOUR];
const LIMIT = 100_000;
const MOST_ROUNDS = 200;

/** Webhooks that nobody took are sent again by the providers that have no other way to be heard. */
export async function sendAgain({ providers }: World, done: Set<string>): Promise<number> {
  let sent = 0;
  for (const { sandbox, sendsAgain } of providers.all) {
    if (!sendsAgain) continue;
    const missed = sandbox.control
      .deliveries()
      .filter(
        ({ id, status, answers }) =>
          status !== 'waiting' && !done.has(id) && !answers.some((each) => each.status === 200),
      );
    for (const { id, payment } of missed) {
      done.add(id);
      await sandbox.control.emit(payment, { replay: id });
      sent += 1;
    }
  }
  return sent;
}

/** Lets everything come to its end: the merchant captures what is authorized, and time goes by. */
export async function settle(
  world: World,
  resent: Set<string>,
  sessions: readonly string[],
): Promise<Remaining> {
  for (const [round, step] of STEPS.entries()) {
    if (round === 2) await captureAll(world, sessions);
    await world.providers.idle();
    while ((await sendAgain(world, resent)) > 0);
    await world.advance(step);
    await reconcile(world);
  }
  return world.order('remaining', LIMIT);
}

/** Until nothing is due now, and everything is told. */
async function reconcile(world: World): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const checked = await world.everywhere('reconcile', LIMIT);
    if (checked.some((each) => each.checked > 0)) continue;
    const { notices } = await world.order('remaining', LIMIT);
    if (notices === 0) return;
  }
}

async function captureAll(world: World, sessions: readonly string[]): Promise<void> {
  for (const id of sessions) {
    const dump = await world.order('dump', id);
    if (dump?.session.state !== 'authorized') continue;
    await unlessRefused(world.order('capture', { id, key: `capture-${id}` }));
    world.note(id, 'capture');
  }
}
