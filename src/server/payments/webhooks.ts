import type { Gateway, Reading, WebhookReading } from '../gateways/gateway.js';
import { equalText } from '../gateways/signature.js';
import type { WebhookRecord } from '../store/store.js';
import { timeBox } from '../timer.js';
import { retrieve } from './ask.js';
import { patchSession } from './change.js';
import { followUp } from './check.js';
import { findGateway, inBackground, nowOf, type Context } from './context.js';
import { mutate } from './mutate.js';
import type { IncomingWebhook } from './payments.js';
import { applyProven } from './prove.js';
import type { ProviderSessionRecord, SessionRecord } from './records.js';

/** The provider gets its 200 within 2 s; what takes longer goes on behind the answer. */
const WAIT_MS = 1500;

/**
 * Takes a webhook: verifies the raw bytes, stores it, and works on it for a moment. Once it is
 * stored it is not lost: the reconciler finishes what was cut off.
 */
export async function receiveWebhook(
  context: Context,
  incoming: IncomingWebhook,
): Promise<'accepted' | 'forged' | 'unknown_address'> {
  const gateway = findGateway(context, incoming.gateway);
  if (!gateway || !isOurAddress(gateway, incoming.token)) return 'unknown_address';
  const read = await gateway.readWebhook({ headers: incoming.headers, body: incoming.body });
  if (read.kind === 'forged') {
    context.settings.log.error('a forged webhook was refused', {
      gateway: gateway.code,
      why: read.why,
    });
    return 'forged';
  }
  const stored = await context.settings.store.saveWebhook(await toRecord(context, incoming, read));
  if (stored.processedAt === null) {
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

/** Gateways with one configured URL prove the address by its secret; the others by the session. */
function isOurAddress({ webhookToken }: Gateway, token: string): boolean {
  return webhookToken === null || equalText(webhookToken, token);
}

async function toRecord(
  context: Context,
  { gateway, token, body }: IncomingWebhook,
  { reading }: Extract<WebhookReading, { kind: 'authentic' }>,
): Promise<WebhookRecord> {
  const bytes = new Uint8Array([...new TextEncoder().encode(`${gateway}\n`), ...body]);
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
  const proof = gateway.retrieve ? await retrieve(context, session, provider, reading) : reading;
  if (proof === null) {
    await askSoon(context, session.id);
    return false;
  }
  await followUp(context, await applyProven(context, session.id, provider, proof));
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

/** The provider did not answer our question: the reconciler asks it again without delay. */
async function askSoon(context: Context, sessionId: string): Promise<void> {
  await mutate(context, sessionId, (change) =>
    patchSession(change, { check: { ...change.session.check, count: 0 } }),
  );
}
