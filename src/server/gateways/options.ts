import { hasCredentials, isSecure, parseUrl } from '../web-url.js';
import { GatewayError } from './gateway-error.js';
import type { ProviderFetch } from './exchange.js';

/** What every gateway may be given beside its provider's own settings. */
export interface CommonOptions {
  /** The provider's API, without the path of an endpoint. https, or http on this machine. */
  readonly baseUrl: string;
  /** How the API is called. Default: the global `fetch`. */
  readonly fetch?: ProviderFetch;
  /** Milliseconds that one call may take. Default 10,000. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

export interface CommonSettings {
  readonly gateway: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Host name with port. */
  readonly host: string;
  readonly fetch: ProviderFetch;
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** One option that cannot work: its name and what it has to be. Null: it can. */
export type OptionProblem = readonly [option: string, remedy: string] | null;

/** Printable ASCII, so that it fits a header as it is. */
export const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function demandOptions(gateway: string, problems: readonly OptionProblem[]): void {
  const lines = problems.flatMap((problem) => (problem ? [`${problem[0]}: ${problem[1]}`] : []));
  if (lines.length === 0) return;
  throw new GatewayError(
    'misconfigured',
    gateway,
    `The ${gateway} gateway cannot start with these options: ${lines.join('; ')}.`,
  );
}

/** The secret path segment of a webhook URL: where nothing is signed, all that keeps strangers out. */
export const webhookTokenProblem = (token: unknown): OptionProblem =>
  typeof token === 'string' && /^[\w.~-]{22,256}$/.test(token)
    ? null
    : ['webhookToken', 'use 22 to 256 random URL-safe characters'];

export const lifetimeProblem = (name: string, ms: number | undefined): OptionProblem =>
  ms === undefined || (ms > 0 && ms < Infinity) ? null : [name, 'give milliseconds above 0'];

export function commonProblems({ baseUrl, timeoutMs }: CommonOptions): readonly OptionProblem[] {
  const url = parseUrl(baseUrl);
  const usable = url !== null && isSecure(url) && !hasCredentials(url) && !url.search && !url.hash;
  return [
    usable ? null : ['baseUrl', 'give the https URL of the API, without query or credentials'],
    timeoutMs === undefined || (timeoutMs > 0 && timeoutMs <= 120_000)
      ? null
      : ['timeoutMs', 'give milliseconds between 1 and 120,000'],
  ];
}

/** Call after `demandOptions`: the base URL is known to be one. */
export function commonSettings(gateway: string, options: CommonOptions): CommonSettings {
  const { host } = new URL(options.baseUrl);
  return {
    gateway,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    host,
    // Looked up at every call, so that a runtime may patch its global later.
    fetch: options.fetch ?? ((request) => fetch(request)),
    timeoutMs: options.timeoutMs ?? 10_000,
    now: options.now ?? (() => Date.now()),
  };
}
