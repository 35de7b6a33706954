import type { Courier } from '../kit/courier.js';
import type { Settings } from '../kit/settings.js';
import type { Hooks } from './hook.js';
import type { PostpaySettings } from './options.js';
import type { Ledger } from './order.js';

/** What the parts of the sandbox share. */
export interface PostpayContext {
  readonly url: (path: string) => string;
  readonly now: () => number;
  readonly login: {
    readonly merchantId: string;
    readonly secretKey: string;
    readonly readOnlySecretKey: string;
  };
  readonly hookSecret: string;
  readonly instalments: readonly number[];
  readonly settings: Settings<typeof PostpaySettings>;
  readonly ledger: Ledger;
  readonly hooks: Hooks;
  readonly courier: Courier;
  /** When the API was asked in the last minute, epoch ms. */
  readonly asked: number[];
}
