import { sameMoney } from '../../contract/money.js';
import type { Gateway, Listing, MethodOffer } from '../gateways/gateway.js';
import { patchProviderSession, patchSession, record, type Change } from './change.js';
import { gatewaysOf, nowOf, type Context } from './context.js';
import { loadSession, mutate, tryWrite } from './mutate.js';
import {
  addProviderSession,
  listInput,
  noteOpened,
  reserve,
  sharedSession,
} from './provider-sessions.js';
import type {
  ListingRecord,
  OfferRecord,
  ProviderSessionRecord,
  SessionRecord,
} from './records.js';
import { isOpen } from './session-machine.js';

const LIST_TIMEOUT_MS = 8000;
/** After a failure the gateway is asked again this much later. */
const RETRY_AFTER_MS = 15_000;

/**
 * Asks every gateway whose methods are not known for this amount. Gateways are asked side by
 * side, and one that fails hides nothing of the others.
 */
export async function refreshListings(context: Context, sessionId: string): Promise<SessionRecord> {
  const session = await loadSession(context, sessionId);
  const stale = isOpen(session.state)
    ? gatewaysOf(context, session).filter((one) => isStale(context, session, one.code))
    : [];
  if (stale.length === 0) return session;
  await Promise.all(stale.map((gateway) => refreshOne(context, sessionId, gateway)));
  return loadSession(context, sessionId);
}

function isStale(context: Context, session: SessionRecord, gateway: string): boolean {
  const listing = session.listings.find((one) => one.gateway === gateway);
  if (!listing) return true;
  if (!sameMoney(listing.amount, session.amount)) return true;
  return listing.failed && listing.listedAt <= nowOf(context, -RETRY_AFTER_MS);
}

async function refreshOne(context: Context, sessionId: string, gateway: Gateway): Promise<void> {
  if (!(await claimRetry(context, sessionId, gateway.code))) return;
  const reserved = await reserveForListing(context, sessionId, gateway);
  await listMethods(context, sessionId, gateway, reserved);
}

/** After a failure one caller asks again; many pages that read at once must not ask many times. */
async function claimRetry(context: Context, sessionId: string, gateway: string): Promise<boolean> {
  const session = await loadSession(context, sessionId);
  const listing = session.listings.find((one) => one.gateway === gateway);
  if (!listing?.failed) return true;
  if (!isStale(context, session, gateway)) return false;
  const claimed = await tryWrite(context, session, (change) =>
    putListing(change, { ...listing, amount: session.amount, listedAt: change.at }),
  );
  return claimed !== null;
}

/** The provider session is stored before the provider is asked to open it. */
async function reserveForListing(
  context: Context,
  sessionId: string,
  gateway: Gateway,
): Promise<ProviderSessionRecord> {
  const session = await loadSession(context, sessionId);
  const now = nowOf(context);
  const fresh = reserve(context, gateway, session.amount, now);
  if (!gateway.sharesSession) return fresh;
  const written = await mutate(context, sessionId, (change) =>
    sharedSession(change.session, gateway, now) ? change : addProviderSession(change, fresh),
  );
  return sharedSession(written, gateway, now) ?? fresh;
}

/** Asks one gateway for its methods and stores what it offers, also when it offers nothing. */
export async function listMethods(
  context: Context,
  sessionId: string,
  gateway: Gateway,
  provider: ProviderSessionRecord,
): Promise<SessionRecord> {
  const session = await loadSession(context, sessionId);
  const amount = session.amount;
  try {
    const signal = AbortSignal.timeout(LIST_TIMEOUT_MS);
    const returnToken = provider.returnToken ?? context.newToken();
    const input = listInput(context, gateway, session, provider, returnToken, signal);
    const listing = await gateway.list(input);
    if (listing.warning !== undefined) {
      const { warning } = listing;
      context.settings.log.warn('a gateway made do', { gateway: gateway.code, warning });
    }
    const offers = await Promise.all(
      listing.offers.map((offer) => withAsset(context, gateway, offer)),
    );
    const qrCode = await qrAsset(context, gateway, listing.qrCode ?? null);
    return await mutate(context, sessionId, (change) =>
      noteListing(change, gateway, provider, listing, { amount, offers, qrCode }),
    );
  } catch (error) {
    context.settings.log.error('a gateway could not list its methods', {
      gateway: gateway.code,
      error,
    });
    return mutate(context, sessionId, (change) =>
      putListing(change, {
        gateway: gateway.code,
        amount,
        offers: [],
        listedAt: change.at,
        failed: true,
      }),
    );
  }
}

interface Listed extends Pick<ListingRecord, 'amount' | 'offers'> {
  readonly qrCode: string | null;
}

function noteListing(
  change: Change,
  gateway: Gateway,
  provider: ProviderSessionRecord,
  { opened }: Listing,
  { amount, offers, qrCode }: Listed,
): Change {
  const stored = change.session.providerSessions.find((one) => one.id === provider.id);
  // Of two openers under one reference the first one counts; what the other got is never shown.
  const overtaken = opened && stored?.providerId && stored.providerId !== opened.providerId;
  if (overtaken) return change;
  const noted =
    opened && stored
      ? record(noteOpened(change, provider.id, opened, amount), 'provider_session.opened', null, {
          gateway: gateway.code,
          reference: provider.reference,
        })
      : change;
  // An answer without a picture takes back none: not every call can be asked for it.
  const pictured =
    qrCode !== null && stored ? patchProviderSession(noted, provider.id, { qrCode }) : noted;
  return putListing(pictured, {
    gateway: gateway.code,
    amount,
    offers,
    listedAt: change.at,
    failed: false,
  });
}

/** Listings stand in the order of the session's gateways. */
function putListing(change: Change, listing: ListingRecord): Change {
  const { gateways, listings } = change.session;
  const others = listings.filter((one) => one.gateway !== listing.gateway);
  const sorted = [...others, listing].sort(
    (a, b) => gateways.indexOf(a.gateway) - gateways.indexOf(b.gateway),
  );
  return patchSession(change, { listings: sorted });
}

async function withAsset(
  context: Context,
  gateway: Gateway,
  offer: MethodOffer,
): Promise<OfferRecord> {
  return { ...offer, icon: await register(context, gateway, offer.icon) };
}

/** A link that could not be followed, or ended before another way is begun, is shown to nobody. */
function qrAsset(context: Context, gateway: Gateway, url: string | null): Promise<string | null> {
  const { sharesSession, retrieve, cancel } = gateway;
  const followed = sharesSession && retrieve !== null && cancel !== null;
  return register(context, gateway, followed ? url : null);
}

async function register(
  { assets }: Context,
  { code }: Gateway,
  url: string | null,
): Promise<string | null> {
  return url === null ? null : assets.register({ kind: 'gateway', gateway: code, url });
}
