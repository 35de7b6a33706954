import { orderOf } from '../fleet/order.js';
import { available, isView, start, visit, type Keyed, type Link } from '../fleet/shopper.js';
import { Refused, unlessRefused, type World } from '../fleet/world.js';
import type { PaymentMethodView } from '../../src/contract/payment-method.js';
import type { PaymentSessionView } from '../../src/contract/payment-session.js';

/** What happens to many sessions at once, and is counted. */
export interface Arena {
  readonly world: World;
  readonly sessions: string[];
  readonly keyed: Keyed[];
  /** Answers "somebody else is at it", after which the same request was sent again. */
  conflicts: number;
}

/** One session between the waves of a batch. */
export interface Contest {
  readonly id: string;
  readonly view: PaymentSessionView;
  readonly links: Link[];
}

const MOST_TRIES = 60;

/** Creates a session and lets several pages read it at once. */
export async function openContest(arena: Arena, number: number): Promise<Contest> {
  const { world, sessions } = arena;
  const order = orderOf(number);
  const { id } = await world.order('create', order);
  sessions.push(id);
  world.note(id, `created, ${order.amount.value}`);
  const [view] = await Promise.all([readView(arena, id), readView(arena, id)]);
  return { id, view, links: [] };
}

async function readView({ world }: Arena, id: string): Promise<PaymentSessionView> {
  for (let tries = 1; ; tries += 1) {
    const answer = await world.ask('GET', `/sessions/${id}`);
    if (isView(answer)) return answer.body;
    // A database under load may be out of reach for a moment; the page reads again.
    if (answer.status < 500 || tries === MOST_TRIES) {
      throw new Error(`The session ${id} is not shown: ${answer.status}`);
    }
  }
}

/** Several keys, each through several processes, for one or for several methods; all at once. */
export async function startWave(arena: Arena, contest: Contest): Promise<void> {
  const { random } = arena.world;
  const { id, view } = contest;
  const methods = available(view);
  const same = random.pick(methods);
  const keys = Array.from({ length: random.int(2, 3) }, (_, n) => ({
    key: `key-${n}-${id.slice(0, 16)}-${arena.keyed.length}`,
    method: random.chance(0.5) ? same : anyMethod(arena, methods),
  }));
  const starts = keys.flatMap((one) =>
    Array.from({ length: random.int(1, 3) }, () => leave(arena, contest, one)),
  );
  await Promise.all([
    ...starts,
    ...(random.chance(0.1) ? [cancel(arena, id)] : []),
    ...(random.chance(0.2) ? [reconcile(arena)] : []),
  ]);
}

/** Each provider as often as the others. */
function anyMethod(
  { world: { random } }: Arena,
  methods: readonly PaymentMethodView[],
): PaymentMethodView {
  const gateway = random.pick([...new Set(methods.map((one) => one.gateway))]);
  return random.pick(methods.filter((one) => one.gateway === gateway));
}

/** Sends the same start until it is decided; another method's attempt is replaced, or not. */
async function leave(
  arena: Arena,
  { view, links }: Contest,
  { key, method }: { readonly key: string; readonly method: PaymentMethodView },
): Promise<void> {
  const { world, keyed } = arena;
  let replaces: string | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const choice = { view, method, ...(replaces !== undefined && { replaces }) };
    const started = await start(world, keyed, key, choice);
    if (started.kind === 'link') {
      links.push(started.link);
      return;
    }
    const { code } = started;
    if (code === 'attempt_in_progress' && world.random.chance(0.5)) {
      replaces = (await readView(arena, view.id)).attempt?.id;
    } else if (code !== 'start_in_progress' && code !== 'provider_unavailable') return;
    arena.conflicts += 1;
  }
}

/** Every link that was given out is used, the older ones too, while everybody asks what became. */
export async function payWave(arena: Arena, contest: Contest): Promise<void> {
  const { random } = arena.world;
  const { id, links } = contest;
  const pages = links.filter((link, n) => links.findIndex(({ url }) => url === link.url) === n);
  await Promise.all([
    ...pages.flatMap((link) => Array.from({ length: 2 }, () => pay(arena, link))),
    ...(random.chance(0.2) ? [cancel(arena, id)] : []),
    ...(random.chance(0.2) ? [reconcile(arena)] : []),
    ...(random.chance(0.2) ? [startWave(arena, contest)] : []),
    readView(arena, id),
    readView(arena, id),
  ]);
}

/** Each return comes twice, through whatever processes. */
async function pay({ world }: Arena, link: Link): Promise<void> {
  const action = world.random.pick(['pay', 'pay', 'pay', 'pay', 'decline', 'cancel'] as const);
  const next = await visit(world, link, action);
  if (next === null) return;
  await Promise.all([world.follow(next), world.follow(next)]);
}

/** Some are refunded: the same order through several processes, beside another one. */
export async function refundWave({ world }: Arena, { id }: Contest): Promise<void> {
  const { random } = world;
  if (random.chance(0.7)) return;
  const part = { id, key: 'part', amount: { value: '5.00', currency: 'AED' } };
  const orders = [part, part, random.chance(0.5) ? { ...part, key: 'more' } : { id, key: 'rest' }];
  const answers = await Promise.all(
    orders.map((order) => unlessRefused(world.order('refund', order))),
  );
  world.note(
    id,
    `refunds: ${answers.map((one) => (one instanceof Refused ? one.message : 'done')).join(', ')}`,
  );
}

async function cancel({ world }: Arena, id: string): Promise<void> {
  const answer = await world.ask('POST', `/sessions/${id}/cancel`, {});
  world.note(id, `cancel: ${answer.status}`);
}

async function reconcile({ world }: Arena): Promise<void> {
  await Promise.all([world.order('reconcile', 20), world.order('reconcile', 20)]);
}
