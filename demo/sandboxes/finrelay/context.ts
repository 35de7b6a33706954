import type { Courier } from '../kit/courier.js';
import type { Settings } from '../kit/settings.js';
import type { Signer } from './signer.js';
import type { FinrelaySettings, Terminal } from './options.js';
import type { Ledger } from './payment.js';

/** What the parts of the sandbox share. */
export interface FinrelayContext {
  readonly url: (path: string) => string;
  readonly now: () => number;
  readonly terminals: readonly Terminal[];
  readonly login: {
    readonly username: string;
    readonly password: string;
    readonly xApiKey: string;
  };
  readonly tokenLifetimeMs: number;
  /** When each access token ends, epoch ms. */
  readonly tokens: Map<string, number>;
  readonly settings: Settings<typeof FinrelaySettings>;
  readonly ledger: Ledger;
  readonly courier: Courier;
  readonly signer: Signer;
}
