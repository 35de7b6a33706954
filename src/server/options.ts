import type { Gateway } from './gateways/gateway.js';
import type { StateChange } from './payments/merchant-session.js';
import type { Store } from './store/store.js';
import { CheckoutConfigError } from './config-error.js';
import { silentLog, type Log } from './log.js';
import {
  merchantHttpSettings,
  type MerchantHttpOptions,
  type MerchantHttpSettings,
} from './merchant-http/options.js';
import { findProblems } from './options-checks.js';

/** An image that the merchant ships with the server. */
export interface AssetFile {
  /** `image/png`, `image/jpeg`, `image/gif`, `image/webp`, `image/avif`, `image/svg+xml` or
   * `image/x-icon`; must be what the bytes are. */
  readonly type: string;
  readonly body: Uint8Array;
}

export interface AssetOptions {
  /** Exact hosts (with port) from which item pictures and the like may be fetched. */
  readonly hosts?: readonly string[];
  /** Images by name, served from memory. */
  readonly files?: Readonly<Record<string, AssetFile>>;
}

/** The options of `createCheckout`. */
export interface CheckoutOptions<G extends readonly Gateway[] = readonly Gateway[]> {
  /**
   * Where the shopper's browser and the providers reach this backend: `https://shop.example/api/checkout`.
   * Every return and webhook URL is built from it, never from the `Host` header.
   */
  readonly publicUrl: string;
  /** The merchant's page to which the shopper comes back. May have a query. */
  readonly returnUrl: string;
  /** The query parameter of that page that gets our session id. Default `session_id`. */
  readonly returnParam?: string;
  /** Where the shopper goes on cancel, unless the session says otherwise. */
  readonly cancelUrl?: string;
  /**
   * Your page on which a session can be paid on another device: it gets the session id in
   * `returnParam`. The widget shows it as a QR code.
   */
  readonly hostedUrl?: string;
  /** The payment providers, in the order in which their methods are listed. */
  readonly gateways: G;
  readonly store: Store;
  /** The public keys that pages may present. More than one while a key is being rotated. */
  readonly clientKeys: readonly string[];
  /** Other origins whose pages may call this backend. Default none. Exact; no wildcard. */
  readonly allowedOrigins?: readonly string[];
  /** When given, shoppers are sent to providers on these origins only. */
  readonly allowedRedirectOrigins?: readonly string[];
  readonly assets?: AssetOptions;
  /** Payments that may be started per session. Default 20. */
  readonly maxAttempts?: number;
  /** Milliseconds until a session expires, unless it says otherwise. Default 24 hours. */
  readonly sessionLifetime?: number;
  /**
   * Milliseconds before an uncaptured authorization lapses at which `authorization_expiring` is
   * told. Default 24 hours.
   */
  readonly lapseNotice?: number;
  /**
   * Hears of every change, at least once; a rejection has it told again later. The only place from
   * which goods may be handed out.
   */
  readonly onStateChange?: (change: StateChange) => Promise<void> | void;
  /** Opens endpoints for a merchant's server in any language. Default: there are none. */
  readonly merchantHttp?: MerchantHttpOptions;
  /** Default: the global `fetch`. Used for images; a gateway takes its own. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Keeps the runtime alive until work that outlives its answer is done. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /** Default: silence. The Node entry has `consoleLog`. */
  readonly log?: Log;
}

/** The options, checked, with every default filled in. */
export interface Settings {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly publicOrigin: string;
  /** The path of `publicUrl`: `/api/checkout`, or empty. */
  readonly basePath: string;
  readonly returnUrl: string;
  readonly returnParam: string;
  readonly cancelUrl: string | null;
  readonly hostedUrl: string | null;
  readonly gateways: readonly Gateway[];
  readonly store: Store;
  readonly clientKeys: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Null: any origin that the URL policy accepts. */
  readonly allowedRedirectOrigins: readonly string[] | null;
  readonly assetHosts: readonly string[];
  readonly assetFiles: Readonly<Record<string, AssetFile>>;
  readonly maxAttempts: number;
  readonly sessionLifetime: number;
  readonly lapseNotice: number;
  readonly onStateChange: (change: StateChange) => Promise<void> | void;
  readonly merchantHttp: MerchantHttpSettings | null;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly waitUntil: (work: Promise<unknown>) => void;
  readonly log: Log;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The options as the kit uses them, frozen.
 * @throws {CheckoutConfigError} when they cannot work; it lists every problem at once.
 */
export function checkOptions(options: CheckoutOptions): Settings {
  const problems = findProblems(options);
  if (problems.length > 0) throw new CheckoutConfigError(problems);
  const publicUrl = new URL(options.publicUrl);
  const basePath = publicUrl.pathname.replace(/\/+$/, '');
  return Object.freeze({
    publicUrl: publicUrl.origin + basePath,
    publicOrigin: publicUrl.origin,
    basePath,
    returnUrl: new URL(options.returnUrl).href,
    returnParam: options.returnParam ?? 'session_id',
    cancelUrl: options.cancelUrl ?? null,
    hostedUrl: options.hostedUrl === undefined ? null : new URL(options.hostedUrl).href,
    gateways: Object.freeze([...options.gateways]),
    store: options.store,
    clientKeys: Object.freeze([...options.clientKeys]),
    allowedOrigins: Object.freeze([...(options.allowedOrigins ?? [])]),
    allowedRedirectOrigins: options.allowedRedirectOrigins
      ? Object.freeze([...options.allowedRedirectOrigins])
      : null,
    assetHosts: Object.freeze((options.assets?.hosts ?? []).map((host) => host.toLowerCase())),
    assetFiles: Object.freeze({ ...options.assets?.files }),
    maxAttempts: options.maxAttempts ?? 20,
    sessionLifetime: options.sessionLifetime ?? DAY,
    lapseNotice: options.lapseNotice ?? DAY,
    onStateChange: options.onStateChange ?? (() => undefined),
    merchantHttp: options.merchantHttp ? merchantHttpSettings(options.merchantHttp) : null,
    // Looked up at every call, so that a runtime may patch its global later.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    now: options.now ?? (() => Date.now()),
    waitUntil: options.waitUntil ?? keepGoing,
    log: options.log ?? silentLog,
  });
}

/** Without a runtime port the work simply goes on; whoever made it has logged its failure. */
function keepGoing(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
