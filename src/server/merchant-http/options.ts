/**
 * Sessions over HTTP, for a merchant whose server is not TypeScript. Where several values may stand,
 * the first one is in use and the others still count, while one is being replaced.
 */
export interface MerchantHttpOptions {
  /** What every request brings as `x-api-key`: 16 to 200 visible ASCII characters. */
  readonly apiKey: string | readonly string[];
  /** Who may fetch a token. */
  readonly username: string;
  /** 12 to 200 characters. */
  readonly password: string | readonly string[];
  /**
   * Signs the tokens and names the sessions: 32 to 500 characters, random, known to this backend
   * alone, and the same in all of its processes. Keep an old one listed as long as a creation that
   * was made under it may be repeated.
   */
  readonly tokenSecret: string | readonly string[];
  /** Milliseconds, whole seconds. Default 15 minutes. */
  readonly tokenLifetimeMs?: number;
}

/** The options with their defaults, every secret as a list. */
export interface MerchantHttpSettings {
  readonly apiKeys: readonly string[];
  readonly username: string;
  readonly passwords: readonly string[];
  readonly tokenSecrets: readonly [string, ...string[]];
  readonly tokenLifetimeMs: number;
}

const TOKEN_LIFETIME_MS = 15 * 60 * 1000;

/** Takes options that were found to be without problems. */
export function merchantHttpSettings(options: MerchantHttpOptions): MerchantHttpSettings {
  const [secret = '', ...older] = listOf(options.tokenSecret);
  return Object.freeze({
    apiKeys: Object.freeze([...listOf(options.apiKey)]),
    username: options.username,
    passwords: Object.freeze([...listOf(options.password)]),
    tokenSecrets: Object.freeze([secret, ...older] as const),
    tokenLifetimeMs: options.tokenLifetimeMs ?? TOKEN_LIFETIME_MS,
  });
}

export const listOf = <T>(given: T | readonly T[]): readonly T[] =>
  Array.isArray(given) ? (given as readonly T[]) : [given as T];
