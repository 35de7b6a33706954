import type { Courier } from '../kit/courier.js';
import type { Settings } from '../kit/settings.js';
import type { Keys } from './access.js';
import type { SavedCard } from './cards.js';
import type { OttuGateway } from './gateways.js';
import type { OttuSettings } from './options.js';
import type { Ledger, Transaction } from './transaction.js';

/** What the parts of the sandbox share. */
export interface OttuContext {
  /** An absolute URL of the sandbox. */
  readonly url: (path: string) => string;
  readonly now: () => number;
  readonly gateways: readonly OttuGateway[];
  readonly keys: Keys;
  readonly hmacKey: string;
  readonly settings: Settings<typeof OttuSettings>;
  readonly ledger: Ledger;
  /** The cards that payments left behind. */
  readonly vault: SavedCard[];
  readonly courier: Courier;
}

export function gatewayOf({ gateways }: OttuContext, code: string): OttuGateway {
  const gateway = gateways.find((each) => each.code === code);
  if (gateway === undefined) throw new Error(`No gateway ${code}`);
  return gateway;
}

export const operationOf = (context: OttuContext, code: string): OttuGateway['operation'] =>
  context.settings.value.operations[code] ?? gatewayOf(context, code).operation;

/** The first gateway's operation stands for the payment until a try settles it. */
export const paymentOperation = (
  context: OttuContext,
  transaction: Transaction,
): OttuGateway['operation'] =>
  operationOf(context, transaction.settledPgCode ?? transaction.fields.pg_codes[0] ?? '');
