import { orderOf } from '../fleet/order.js';
import { available, isView, start, visit, type Keyed, type Link } from '../fleet/shopper.js';
import { Gone, Refused, unlessRefused, type Answer, type World } from '../fleet/world.js';
import { randomFrom, type Random } from '../fleet/random.js';
import type { PaymentMethodView } from '../../src/contract/payment-method.js';
import type { PaymentSessionView } from '../../src/contract/payment-session.js';

/** What goes on around the shoppers. */
export interface Stage {
  readonly world: World;
  readonly seed: number;
  /** Every session that was created; whoever reads the books at the end wants all of them. */
  readonly sessions: string[];
  readonly keyed: Keyed[];
  /** Called as a step begins: the moment from which the next kill is counted. */
  readonly onStep: () => void;
  /** Resolves when a lease of the dead has run out; false when the shopper need not wait. */
  readonly later: () => Promise<boolean>;
}

/** The stage as one shopper sees it: with chances of their own, so that they come again. */
interface Scene extends Stage {
  readonly random: Random;
}

const MOST_TRIES = 12;

/** One order from the cart to wherever chance leads it. Never gives up a request for a crash. */
export async function journey(stage: Stage, number: number): Promise<void> {
  const random = randomFrom(stage.seed * 100_003 + number);
  const scene: Scene = { ...stage, random };
  const id = await create(scene, number);
  const view = await readView(scene, id);
  if (view === null) return;
  const method = anyMethod(scene, view);
  const first = await leave(scene, view, method);
  const other = random.chance(0.8) ? anyMethod(scene, view, method) : anyMethod(scene, view);
  const second =
    first && random.chance(0.5) ? await leave(scene, view, other, first.attempt) : null;
  const links = [first, second].flatMap((link) => link ?? []);
  if (random.chance(0.1)) await cancelFromPage(scene, id);
  for (const link of random.chance(0.7) ? links : links.slice(-1)) await pay(scene, link);
  if (random.chance(0.3)) await again(scene, id);
  if (random.chance(0.1)) await cancelFromPage(scene, id);
  if (random.chance(0.4)) await refund(scene, id);
  await readView(scene, id);
}

/** Each provider as often as the others, however many methods it offers; another one than that. */
function anyMethod(
  { random }: Scene,
  view: PaymentSessionView,
  than?: PaymentMethodView,
): PaymentMethodView {
  const others = available(view).filter(({ gateway }) => gateway !== than?.gateway);
  const methods = others.length > 0 ? others : available(view);
  const gateway = random.pick([...new Set(methods.map((one) => one.gateway))]);
  return random.pick(methods.filter((one) => one.gateway === gateway));
}

/** The merchant's code has no key for this: an order whose answer is lost is created anew. */
async function create(scene: Scene, number: number): Promise<string> {
  const order = orderOf(number);
  const { id } = await untilAnswered(scene, () => scene.world.order('create', order));
  scene.sessions.push(id);
  scene.world.note(id, `created, ${order.amount.value}`);
  return id;
}

async function readView(scene: Scene, id: string): Promise<PaymentSessionView | null> {
  const answer = await untilAnswered(scene, () => scene.world.ask('GET', `/sessions/${id}`));
  return isView(answer) && available(answer.body).length > 0 ? answer.body : null;
}

/** Starts under one key until there is an answer that ends it, as the widget does. */
async function leave(
  scene: Scene,
  view: PaymentSessionView,
  method: PaymentMethodView,
  replaces?: string,
): Promise<Link | null> {
  const { world, random, keyed } = scene;
  const key = `key-${keyed.length}-${view.id.slice(0, 8)}-${random.int(0, 1e9)}`;
  const choice = { view, method, ...(replaces !== undefined && { replaces }) };
  disturb(scene);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const started = await untilAnswered(scene, () => start(world, keyed, key, choice));
    if (started.kind === 'link') {
      // The widget's second click, or a page that was reloaded.
      if (random.chance(0.15)) await untilAnswered(scene, () => start(world, keyed, key, choice));
      return started.link;
    }
    if (started.code === 'start_in_progress' && (await scene.later())) continue;
    if (started.code !== 'provider_unavailable') return null;
  }
  return null;
}

async function pay(scene: Scene, link: Link): Promise<void> {
  const { world, random } = scene;
  const action = random.pick(['pay', 'pay', 'pay', 'pay', 'decline', 'cancel', 'abandon'] as const);
  scene.onStep();
  const next = await visit(world, link, action);
  if (next === null) return;
  for (let times = random.int(0, 2); times > 0; times -= 1) {
    await untilAnswered(scene, () => world.follow(next));
  }
}

/** Back on the page, the shopper tries once more with what is offered now. */
async function again(scene: Scene, id: string): Promise<void> {
  const view = await readView(scene, id);
  if (view === null) return;
  const link = await leave(scene, view, anyMethod(scene, view), view.attempt?.id);
  if (link) await pay(scene, link);
}

/** A part, or all, under a key that stays the same over every crash; sometimes the rest after it. */
async function refund(scene: Scene, id: string): Promise<void> {
  const { world, random } = scene;
  const part = { amount: { value: '5.00', currency: 'AED' } };
  for (const key of random.chance(0.3) ? ['first', 'second'] : ['first']) {
    const order = { id, key, ...(random.chance(0.5) && part) };
    const refused = await untilDecided(scene, () => world.order('refund', order));
    world.note(id, `refund ${key}: ${refused ?? 'done'}`);
  }
}

/** The words of the refusal, or null when it was done. */
async function untilDecided(scene: Scene, send: () => Promise<unknown>): Promise<string | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const done = await untilAnswered(scene, async () => ({
      refused: await unlessRefused(send()),
    }));
    if (!(done.refused instanceof Refused)) return null;
    const { message } = done.refused;
    if (!message.includes('operation_in_progress') || !(await scene.later())) return message;
  }
  return 'too often';
}

async function cancelFromPage(scene: Scene, id: string): Promise<void> {
  const answer = await untilAnswered(scene, () =>
    scene.world.ask('POST', `/sessions/${id}/cancel`, {}),
  );
  scene.world.note(id, `cancel: ${answer.status}`);
}

/** A provider that is slow, loses its answer or is out of order, for one request. */
function disturb({ world: { providers }, random }: Scene): void {
  const { control } = random.pick(providers.all).sandbox;
  const fate = random.next();
  const times = 1;
  if (fate < 0.4) control.failApi({ kind: 'slow', ms: random.int(1, 120), times });
  else if (fate < 0.5) control.failApi({ kind: 'lose_answer', times });
  else if (fate < 0.55) control.failApi({ kind: 'status', status: 503, times });
}

/** Sends it again whenever the backend died under it. */
async function untilAnswered<T extends Answer | object>(
  { world, onStep }: Pick<Stage, 'world' | 'onStep'>,
  send: () => Promise<T>,
): Promise<T> {
  for (;;) {
    await world.whenServed();
    onStep();
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    }
  }
}

/** The merchant's cron, once. */
export async function reconcileOnce({ world }: Stage): Promise<void> {
  try {
    await world.order('reconcile', 50);
  } catch (error) {
    if (!(error instanceof Gone) && !(error instanceof Refused)) throw error;
  }
}
