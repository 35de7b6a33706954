import assert from 'node:assert/strict';
import type { StartPaymentResponse } from '../../../src/contract/start-payment.js';
import { liveAttempt } from '../../../src/server/payments/change.js';
import { callbackUrls } from '../../../src/server/payments/urls.js';
import type { ProviderCode } from '../../support/providers.js';
import { PUBLIC_URL } from '../../support/shop.js';
import { forgedWebhook } from './walk-forgeries.js';
import { FACTS } from './walk-providers.js';
import type { Step } from './walk-steps.js';
import type { Link, World } from './walk-world.js';

type Single = Exclude<Step, { kind: 'both' }>;
type Of<K extends Step['kind']> = Extract<Step, { kind: K }>;

/** What is refused is refused: only the invariants judge. */
export async function take(world: World, step: Step): Promise<void> {
  if (step.kind === 'both') {
    const first = take(world, step.first);
    // The second one reaches another process on the same store.
    world.shop.restart();
    await Promise.all([first, take(world, step.second)]);
    return;
  }
  world.figures.steps += 1;
  if (TROUBLES.includes(step.kind)) world.figures.faults += 1;
  await act(world, step).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AssertionError') throw error;
  });
}

const TROUBLES: readonly Step['kind'][] = ['fault', 'outage', 'storeFault', 'merchantFails'];

/** Zero is the latest. */
const pick = <T>(from: readonly T[], which: number): T | undefined =>
  from.at(-1 - (which % Math.max(from.length, 1)));

const providerAt = ({ setting }: World, which: number): ProviderCode =>
  pick(setting.providers, which) ?? 'ottu';

async function act(world: World, step: Single): Promise<unknown> {
  const { shop, id } = world;
  switch (step.kind) {
    case 'start':
      return start(world, step);
    case 'shopper':
      return visit(world, step);
    case 'webhooks':
    case 'release':
    case 'replay':
    case 'fault':
      return atProvider(world, step);
    case 'return':
      return comeBack(world, step);
    case 'forge':
      return forge(world, step);
    case 'outage':
      for (const at of world.setting.providers) {
        shop[at].control.failApi({ kind: 'status', status: 503, times: 40 });
      }
      return null;
    case 'cancel':
      return shop.cancel(id);
    case 'read':
      return shop.call('GET', `/sessions/${id}`);
    case 'restart':
      world.figures.restarts += 1;
      shop.restart();
      return null;
    case 'reconcile':
      return shop.checkout.reconcile();
    case 'merchantFails':
      world.merchant.fails = 2;
      return null;
    case 'operate':
      return operate(world, step);
    case 'storeFault':
      return world.faults.next.push(step.when);
    case 'wait':
      shop.advance(step.ms);
      return null;
    case 'update':
      return update(world, step);
  }
}

/** What goes wrong, or right, on the side of a provider. */
async function atProvider(
  world: World,
  step: Of<'webhooks' | 'release' | 'replay' | 'fault'>,
): Promise<unknown> {
  const { shop } = world;
  const at = providerAt(world, step.at);
  const { control } = shop[at];
  switch (step.kind) {
    case 'webhooks': {
      const { mode, copies } = step;
      const forge = FACTS[at].noticesForgery ? step.forge : 'none';
      control.setWebhooks({ mode, copies, forge, shopper: 'continues' });
      return;
    }
    case 'release':
      return control.release(step.order);
    case 'replay': {
      const delivery = pick(control.deliveries(), step.delivery);
      if (!delivery) return null;
      const { url, headers, body } = delivery;
      return shop.checkout.fetch(new Request(url, { method: 'POST', headers, body }));
    }
    case 'fault': {
      const { fault: kind, times } = step;
      control.failApi({ kind, times, ...(kind === 'status' && { status: 503 }) });
      return;
    }
  }
}

async function update({ shop, id, flags }: World, { value }: Of<'update'>): Promise<unknown> {
  const amount = { value, currency: 'KWD' };
  const before = (await shop.store.load(id))?.amount.value;
  if (before !== value) flags.updated = true;
  return shop.checkout.sessions.update(id, { amount });
}

/** By a URL that a provider gave, or by one that the shopper made up from it. */
async function comeBack(world: World, { which, lies }: Of<'return'>): Promise<unknown> {
  const { shop, id, returns } = world;
  if (!lies) {
    const url = pick(returns, which);
    return url === undefined ? null : shop.follow(url);
  }
  const attempt = pick((await shop.store.load(id))?.attempts ?? [], which);
  if (!attempt) return null;
  const { gateway: code, returnToken } = attempt;
  const tokens = { returnToken, webhookToken: '' };
  const urls = callbackUrls({ publicUrl: PUBLIC_URL }, { code, webhookToken: null }, tokens);
  return shop.follow(urls.returnUrl('done'));
}

/** A stranger says that it was paid. Nobody is asked for what no secret URL or signature proves. */
async function forge({ shop, id }: World, { which }: Of<'forge'>): Promise<void> {
  const session = pick((await shop.store.load(id))?.providerSessions ?? [], which);
  if (!session) return;
  const { status } = await shop.checkout.fetch(forgedWebhook(session, shop.clock.ms));
  assert.ok(status >= 400 || session.gateway === 'paymentoptions', 'a forgery is refused');
}

/** What the merchant orders. */
async function operate(
  { shop, id, setting, figures }: World,
  { operation, value, key, trouble }: Of<'operate'>,
): Promise<unknown> {
  if (trouble !== 'none') figures.faults += 1;
  for (const at of trouble === 'none' ? [] : setting.providers) {
    const { control } = shop[at];
    for (const path of FACTS[at].operations) {
      control.failApi({ kind: 'lose_answer', path, times: 1 });
    }
    if (trouble === 'silently') control.setWebhooks({ mode: 'drop', shopper: 'continues' });
  }
  const { sessions } = shop.checkout;
  const idempotencyKey = `${operation}-${key}`;
  const whole = operation === 'void' || operation === 'refundOrCancel' || value === null;
  const amount = whole ? {} : { amount: { value, currency: 'KWD' } };
  return sessions[operation](id, { ...amount, idempotencyKey });
}

async function start(world: World, step: Of<'start'>): Promise<void> {
  const { shop, id, setting } = world;
  const methods = setting.providers.flatMap((at) => shop.providers[at].methodCodes);
  const method = pick(methods, step.method) ?? '';
  const session = await shop.store.load(id);
  const live = session && liveAttempt(session);
  const replaces =
    step.replaces === 'nothing' || !live
      ? undefined
      : {
          attempt_id: step.replaces === 'stranger' ? 'nobody' : live.id,
          confirmed: step.replaces === 'confirmed',
        };
  const key = step.key > 5 ? crypto.randomUUID() : `key-${step.key}`;
  const answer = await shop.start(id, { method, key, ...(replaces && { replaces }) });
  if (answer.status === 200) world.links.push(await linkOf(world, answer.body));
}

/** The page that the redirect leads to, as the sandbox knows it. */
async function linkOf(
  { shop, id }: World,
  { attempt, redirect }: StartPaymentResponse,
): Promise<Link> {
  const [gateway, ...code] = attempt.payment_method.split(':');
  const session = await shop.store.load(id);
  const stored = session?.attempts.find((one) => one.id === attempt.id);
  const provider = session?.providerSessions.find((one) => one.id === stored?.providerSessionId);
  return {
    at: gateway as ProviderCode,
    payment: provider?.providerId ?? '',
    method: code.join(':'),
    url: redirect.url,
  };
}

async function visit(world: World, step: Of<'shopper'>): Promise<void> {
  const link = pick(world.links, step.link);
  if (!link) return;
  const { at, payment } = link;
  const { takesMethod, askable } = FACTS[at];
  const { control } = world.shop[at];
  // What Ottu says after a late word is about the order as it is then: no tale of an old amount.
  const late = step.late && step.action === 'pay' && !world.flags.updated;
  const { action } = step;
  if (step.tip && at === 'optty' && world.setting.tipping) await addTip(world, link);
  const method = takesMethod ? { method: link.method } : {};
  const outcome = await control.complete(payment, { action, late, ...method });
  if (outcome.redirect_url) world.returns.push(outcome.redirect_url);
  if (action === 'pay' && (late || !askable(world.setting))) world.untold.add(`${at} ${payment}`);
}

/** The shopper begins to pay, with a tip for the shop. */
async function addTip({ shop }: World, { url }: Link): Promise<void> {
  const body = new URLSearchParams({ method: 'pay-in-4', tip: '1.500' });
  await shop.optty.fetch(new Request(url, { method: 'POST', body }));
}
