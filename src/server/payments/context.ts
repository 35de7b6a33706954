import type { AssetService } from '../assets/assets.js';
import type { Gateway } from '../gateways/gateway.js';
import type { Settings } from '../options.js';
import type { StartTimer } from '../timer.js';
import type { ExpiryRule } from './expiry.js';
import type { SessionRecord } from './records.js';

/** What the payment rules work with. Made once per checkout; holds no state of a payment. */
export interface Context {
  readonly settings: Settings;
  readonly assets: Pick<AssetService, 'register'>;
  readonly timer: StartTimer;
  /** 256 random bits, URL-safe. */
  readonly newToken: () => string;
}

/** The time as records hold it: ISO 8601 UTC. */
export function nowOf({ settings }: Context, plusMs = 0): string {
  return new Date(settings.now() + plusMs).toISOString();
}

/** The gateway with this code, or null when the merchant has removed it since. */
export function findGateway({ settings }: Context, code: string): Gateway | null {
  return settings.gateways.find((one) => one.code === code) ?? null;
}

export function requireGateway(context: Context, code: string): Gateway {
  const gateway = findGateway(context, code);
  if (!gateway) {
    throw new Error(`The gateway ${code} has open payments but is not configured: add it again.`);
  }
  return gateway;
}

/** The gateways of a session that are configured, in the session's order. */
export function gatewaysOf(context: Context, session: SessionRecord): Gateway[] {
  return session.gateways.flatMap((code) => findGateway(context, code) ?? []);
}

/** Work that outlives the answer. A failure is logged; the store still knows what is open. */
export function inBackground(context: Context, what: string, work: () => Promise<unknown>): void {
  const { log, waitUntil } = context.settings;
  const failed = (error: unknown): void => log.error('background work failed', { what, error });
  const running = work().catch(failed);
  try {
    waitUntil(running);
  } catch (error) {
    // What led here is stored already: a runtime that refuses the work must not undo the answer.
    failed(error);
  }
}

/** What the view for the merchant depends on, beside the session. */
export function factsOf(context: Context) {
  return { now: nowOf(context), gatewayOf: (code: string) => findGateway(context, code) };
}

/** What time may end. */
export function expiryRule(context: Context): ExpiryRule {
  return {
    maxAttempts: context.settings.maxAttempts,
    lapseNotice: context.settings.lapseNotice,
    canAsk: (code) => findGateway(context, code)?.retrieve != null,
  };
}

/** 256 random bits as base64url. */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
