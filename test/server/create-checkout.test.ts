import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Checkout, CheckoutOf, OperationMethods } from '../../src/server/checkout-types.js';
import type { finrelay } from '../../src/server/gateways/finrelay/gateway.js';
import type { Gateway } from '../../src/server/gateways/gateway.js';
import type { ottu } from '../../src/server/gateways/ottu/gateway.js';

type Offered<G extends readonly Gateway[]> = keyof CheckoutOf<G>['sessions'] &
  keyof OperationMethods;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type Ottu = ReturnType<typeof ottu>;
type Finrelay = ReturnType<typeof finrelay>;
/** A gateway with the one call that gives back or cancels, and nothing else. */
type OneCall = Omit<Gateway, 'capture' | 'refund' | 'void' | 'refundOrCancel'> & {
  readonly capture: null;
  readonly refund: null;
  readonly void: null;
  readonly refundOrCancel: NonNullable<Gateway['refundOrCancel']>;
};

it('offers by type what at least one of the gateways can do', () => {
  const byType: {
    readonly both: Same<Offered<readonly [Ottu, Finrelay]>, 'capture' | 'refund' | 'void'>;
    readonly one: Same<Offered<readonly [OneCall]>, 'refundOrCancel'>;
    readonly all: Same<Offered<readonly [Ottu, OneCall]>, keyof OperationMethods>;
    readonly unknown: Same<Offered<readonly Gateway[]>, keyof OperationMethods>;
    readonly any: CheckoutOf<readonly [OneCall]> extends Checkout ? true : false;
  } = { both: true, one: true, all: true, unknown: true, any: true };
  assert.ok(Object.values(byType).every(Boolean));
});
