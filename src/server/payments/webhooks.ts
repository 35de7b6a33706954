import type { Gateway, Reading, WebhookReading } from '../gateways/gateway.js';
import { equalText } from '../gateways/signature.js';
import type { WebhookRecord } from '../store/store.js';
import { timeBox } from '../timer.js';
import { ask } from './ask.js';
import { isCharged } from './attempt-machine.js';
import { patchSession } from './change.js';
import { findGateway, inBackground, nowOf, type Context } from './context.js';
import { followUp } from './follow-up.js';
import { mutate } from './mutate.js';
import type { IncomingWebhook } from './payments.js';
import { applyProven } from './prove.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';
import { giveUpAt } from './schedule.js';

/** The provider gets its 200 within 2 s; what takes longer goes on behind the answer. */
const WAIT_MS = 1500;
/** The provider is asked at least so long about a webhook; the session has its own checks beside. */
const GIVE_UP_MS = 24 * 60 * 60 * 1000;
/** The same bytes within this time are a repeat. */
const REPEAT_MS = 60 * 1000;

/**
 * Takes a webhook: verifies the raw bytes, stores it, and works on it for a moment. Once it is
 * stored it is not lost: the reconciler finishes what was cut off.
 */
export async function receiveWebhook(
  context: Context,
  incoming: IncomingWebhook,
): Promise<'accepted' | 'forged' | 'unknown_address'> {
  const gateway = findGateway(context, incoming.gateway);
  if (!gateway || !(await isOurAddress(context, gateway, incoming.token))) return 'unknown_address';
  const read = await gateway.readWebhook({ headers: incoming.headers, body: incoming.body });
  if (read.kind === 'forged') {
    context.settings.log.error('a forged webhook was refused', {
      gateway: gateway.code,
      why: read.why,
    });
    return 'forged';
  }
  const stored = await context.settings.store.saveWebhook(await toRecord(context, incoming, read));
  if (isDue(context, gateway, stored)) {
    const work = processWebhook(context, stored);
    inBackground(context, 'webhook', () => work);
    await timeBox(
      work.catch(() => false),
      WAIT_MS,
      context.timer,
    );
  }
  return 'accepted';
}

/**
 * A repeat counts once. Later, the same words may tell of something new (an order as it is, without
 * what was refunded of it), and to ask the provider again does no harm.
 */
function isDue(context: Context, { retrieve }: Gateway, { processedAt }: WebhookRecord): boolean {
  if (processedAt === null) return true;
  return retrieve !== null && processedAt <= nowOf(context, -REPEAT_MS);
}

/**
 * Gateways with one configured URL prove the address by its secret. Elsewhere it is that of a
 * payment; a signature makes an old one good enough, but what anybody can send is not even kept.
 */
async function isOurAddress(
  { settings: { store } }: Context,
  { webhookToken, signedWebhooks }: Gateway,
  token: string,
): Promise<boolean> {
  if (webhookToken !== null) return equalText(webhookToken, token);
  return signedWebhooks !== false || (await store.find(`webhook:${token}`)) !== null;
}

async function toRecord(
  context: Context,
  { gateway, token, body }: IncomingWebhook,
  { reading }: Extract<WebhookReading, { kind: 'authentic' }>,
): Promise<WebhookRecord> {
  const bytes = new Uint8Array([...new TextEncoder().encode(`${gateway}\n${token}\n`), ...body]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const id = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, gateway, token, reading, receivedAt: nowOf(context), processedAt: null };
}

/**
 * Acts on a stored webhook. A provider that can be asked is asked: its webhook is only the reason
 * to ask. False when it has to be tried again.
 */
export async function processWebhook(context: Context, webhook: WebhookRecord): Promise<boolean> {
  const done = await act(context, webhook);
  if (done) await context.settings.store.settleWebhook(webhook.id, nowOf(context));
  return done;
}

async function act(context: Context, webhook: WebhookRecord): Promise<boolean> {
  const { reading } = webhook;
  const gateway = findGateway(context, webhook.gateway);
  if (reading === null || !gateway) return true;
  const session = await findSession(context, gateway, webhook, reading);
  const provider = session ? findProviderSession(session, webhook, reading) : undefined;
  if (!session || !provider) {
    context.settings.log.warn('an authentic webhook is about no payment of ours', {
      gateway: gateway.code,
    });
    return true;
  }
  const proven = gateway.retrieve
    ? await ask(context, session, provider.id, reading)
    : await applyProven(context, session.id, provider, reading);
  if (proven === null) {
    await askSoon(context, session.id);
    return isTooOld(context, webhook, session, provider);
  }
  await followUp(context, proven);
  return true;
}

function findSession(
  context: Context,
  gateway: Gateway,
  { token }: WebhookRecord,
  { reference }: Reading,
): Promise<SessionRecord | null> {
  const { store } = context.settings;
  if (gateway.webhookToken === null) return store.find(`webhook:${token}`);
  return reference === null
    ? Promise.resolve(null)
    : store.find(`reference:${gateway.code}:${reference}`);
}

/** By the token of the URL where it is per payment, and always by the quoted reference. */
function findProviderSession(
  session: SessionRecord,
  { gateway, token }: WebhookRecord,
  { reference }: Reading,
): ProviderSessionRecord | undefined {
  return session.providerSessions.find(
    (one) =>
      one.gateway === gateway &&
      (one.webhookToken === token || one.reference === reference) &&
      (reference === null || one.reference === reference),
  );
}

/** Nobody answered for so long that the webhook must not stand in the way of others any more. */
function isTooOld(
  context: Context,
  { gateway, receivedAt }: WebhookRecord,
  session: SessionRecord,
  provider: ProviderSessionRecord,
): boolean {
  const waits = receivedAt > nowOf(context, -GIVE_UP_MS) || tellsAlone(context, session, provider);
  if (waits) return false;
  context.settings.log.error('a webhook was given up: its provider could not be asked', {
    gateway,
  });
  return true;
}

/**
 * No charge is known where it points to, and what to ask for may stand nowhere else (the id of a
 * transaction): it is kept as long as its link is watched.
 */
function tellsAlone(
  context: Context,
  { attempts }: SessionRecord,
  provider: ProviderSessionRecord,
): boolean {
  const known = attempts.some(
    ({ providerSessionId, state }) => providerSessionId === provider.id && isCharged(state),
  );
  return !known && giveUpAt(provider) > nowOf(context);
}

/** The provider did not answer our question: the reconciler asks it again without delay. */
async function askSoon(context: Context, sessionId: string): Promise<void> {
  await mutate(context, sessionId, (change) =>
    patchSession(change, { check: { ...change.session.check, count: 0 } }),
  );
}
