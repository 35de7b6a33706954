import type { Courier } from '../kit/courier.js';
import type { Settings } from '../kit/settings.js';
import type { Ledger } from './link.js';
import type { BnplProvider, OpttySettings } from './options.js';

export type Scope = 'merchant' | 'api-user';

/** What the parts of the sandbox share. */
export interface OpttyContext {
  readonly url: (path: string) => string;
  readonly now: () => number;
  readonly client: { readonly id: string; readonly secret: string };
  readonly tokenLifetimeMs: number;
  /** What each access token allows, and when it ends, epoch ms. */
  readonly tokens: Map<string, { readonly scope: Scope; readonly end: number }>;
  readonly providers: readonly BnplProvider[];
  readonly settings: Settings<typeof OpttySettings>;
  readonly ledger: Ledger;
  readonly courier: Courier;
}
