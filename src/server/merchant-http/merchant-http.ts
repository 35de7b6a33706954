import type { NewSession, OperationMethods, SessionMethods } from '../checkout-types.js';
import type { Settings } from '../options.js';
import type { CreationName } from '../payments/create-once.js';
import type { MerchantSession } from '../payments/merchant-session.js';
import type { MerchantHttpSettings } from './options.js';

/** The merchant's side of payment sessions, as these endpoints use it. */
export interface MerchantPort extends Omit<SessionMethods, 'create'>, OperationMethods {
  /** See `createOnce` of the rules. */
  readonly createOnce: (
    names: readonly [CreationName, ...CreationName[]],
    input: NewSession,
  ) => Promise<MerchantSession>;
}

/** What the endpoints work with. */
export interface MerchantHttp {
  readonly options: MerchantHttpSettings;
  readonly publicUrl: string;
  /** The one that the merchant's pages present. */
  readonly clientKey: string;
  /** The codes of the gateways that can be asked for. */
  readonly gateways: readonly string[];
  readonly now: () => number;
  readonly sessions: MerchantPort;
}

export const toMerchantHttp = (
  { publicUrl, clientKeys, gateways, now }: Settings,
  options: MerchantHttpSettings,
  sessions: MerchantPort,
): MerchantHttp => ({
  options,
  publicUrl,
  clientKey: clientKeys[0] ?? '',
  gateways: gateways.map(({ code }) => code),
  now,
  sessions,
});
