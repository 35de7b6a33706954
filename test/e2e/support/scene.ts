import type { Scenario } from '../../../demo/scenario.js';
import type { Visitor } from './visitor.js';

/** A state of the demo that a picture is taken of. */
export interface Scene {
  readonly scenario?: Partial<Scenario>;
  readonly act: (shopper: Visitor) => Promise<void>;
}

export const openCheckout = async (shopper: Visitor): Promise<void> =>
  shopper.open(`/checkout?session_id=${await shopper.order()}`);

export const chosen = async (shopper: Visitor, method: string): Promise<void> => {
  await openCheckout(shopper);
  await shopper.listShown();
  await shopper.goToProvider(method);
};
