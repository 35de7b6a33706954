import fc from 'fast-check';

/** One thing that happens in the life of a checkout. Numbers choose among what is there. */
export type Step =
  | {
      readonly kind: 'start';
      readonly method: number;
      readonly key: number;
      readonly replaces: 'nothing' | 'live' | 'confirmed' | 'stranger';
    }
  | {
      readonly kind: 'shopper';
      readonly link: number;
      readonly action: 'pay' | 'decline' | 'cancel' | 'abandon';
      readonly late: boolean;
      readonly tip: boolean;
    }
  | {
      readonly kind: 'webhooks';
      readonly at: number;
      readonly mode: 'deliver' | 'hold' | 'drop';
      readonly copies: number;
      readonly forge: 'none' | 'signature' | 'body';
    }
  | { readonly kind: 'release'; readonly at: number; readonly order: 'in_order' | 'reversed' }
  | { readonly kind: 'replay'; readonly at: number; readonly delivery: number }
  /** `lies`: by a URL that says done, whatever the provider said. */
  | { readonly kind: 'return'; readonly which: number; readonly lies: boolean }
  | { readonly kind: 'forge'; readonly which: number }
  | { readonly kind: 'cancel' | 'read' | 'restart' | 'reconcile' | 'merchantFails' }
  | {
      readonly kind: 'fault';
      readonly at: number;
      readonly fault: 'lose_answer' | 'status' | 'network_error';
      readonly times: number;
    }
  /** No provider answers for long. */
  | { readonly kind: 'outage' }
  | {
      readonly kind: 'operate';
      readonly operation: 'capture' | 'refund' | 'void' | 'refundOrCancel';
      /** Null: all that is left. */
      readonly value: string | null;
      readonly key: number;
      /** The answer is lost; `silently`: and no webhook tells what became of it. */
      readonly trouble: 'none' | 'lost' | 'silently';
    }
  | { readonly kind: 'storeFault'; readonly when: 'before' | 'after' | 'conflict' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'update'; readonly value: '14.000' | '20.000' }
  | { readonly kind: 'both'; readonly first: Step; readonly second: Step };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Which of the providers of the walk; numbers above their count begin anew. */
const at = fc.nat({ max: 5 });
/** Most often the latest one. */
const some = fc.oneof(fc.constant(0), fc.nat({ max: 7 }));
const of = <K extends Step['kind']>(kind: K): fc.Arbitrary<K> => fc.constant(kind);

const start: fc.Arbitrary<Step> = fc.record({
  kind: of('start'),
  method: fc.nat({ max: 11 }),
  key: fc.nat({ max: 9 }),
  replaces: fc.constantFrom('nothing', 'live', 'confirmed', 'confirmed', 'confirmed', 'stranger'),
});

const shopper: fc.Arbitrary<Step> = fc.record({
  kind: of('shopper'),
  link: fc.nat({ max: 7 }),
  action: fc.constantFrom('pay', 'pay', 'pay', 'decline', 'cancel', 'abandon'),
  late: fc.constantFrom(false, false, false, false, true),
  tip: fc.constantFrom(false, false, true),
});

/** Few keys, so that many orders are repeated. */
const operate: fc.Arbitrary<Step> = fc.record({
  kind: of('operate'),
  operation: fc.constantFrom(
    ...(['capture', 'capture', 'refund', 'refund', 'refund', 'void'] as const),
    ...(['refundOrCancel', 'refundOrCancel'] as const),
  ),
  value: fc.constantFrom('2.000', '5.000', '9.000', null),
  key: fc.nat({ max: 4 }),
  trouble: fc.constantFrom('none', 'none', 'none', 'lost', 'silently'),
});

const webhooks: fc.Arbitrary<Step> = fc.record({
  kind: of('webhooks'),
  at,
  mode: fc.constantFrom('deliver', 'hold', 'drop'),
  copies: fc.constantFrom(1, 1, 3),
  forge: fc.constantFrom('none', 'none', 'none', 'signature', 'body'),
});

const update: fc.Arbitrary<Step> = fc.record({
  kind: of('update'),
  value: fc.constantFrom('14.000', '20.000'),
});

const outage: fc.Arbitrary<Step> = fc.constant({ kind: 'outage' });

const single: fc.Arbitrary<Step> = fc.oneof(
  { weight: 7, arbitrary: start },
  { weight: 11, arbitrary: shopper },
  { weight: 8, arbitrary: operate },
  { weight: 4, arbitrary: webhooks },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: of('release'),
      at,
      order: fc.constantFrom('in_order', 'reversed'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('replay'), at, delivery: some }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: of('return'),
      which: some,
      lies: fc.constantFrom(false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('forge'), which: some }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        ...(['cancel', 'read', 'read', 'restart', 'restart', 'restart'] as const),
        ...(['reconcile', 'reconcile', 'reconcile', 'merchantFails'] as const),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: of('fault'),
      at,
      fault: fc.constantFrom('lose_answer', 'status', 'network_error'),
      times: fc.constantFrom(1, 1, 2, 5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: of('storeFault'),
      when: fc.constantFrom('before', 'after', 'conflict'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: of('wait'),
      ms: fc.constantFrom(
        ...[SECOND, 4 * SECOND, 12 * SECOND, 25 * SECOND, MINUTE, MINUTE, 20 * MINUTE, 40 * MINUTE],
        ...[3 * HOUR, 3 * HOUR, 25 * HOUR],
      ),
    }),
  },
  { weight: 1, arbitrary: update },
  { weight: 1, arbitrary: outage },
);

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: single },
    { weight: 1, arbitrary: fc.record({ kind: of('both'), first: single, second: single }) },
    { weight: 1, arbitrary: fc.record({ kind: of('both'), first: start, second: start }) },
    { weight: 1, arbitrary: fc.record({ kind: of('both'), first: shopper, second: single }) },
    { weight: 1, arbitrary: fc.record({ kind: of('both'), first: shopper, second: shopper }) },
    { weight: 1, arbitrary: fc.record({ kind: of('both'), first: operate, second: operate }) },
  ),
  { minLength: 8, maxLength: 25, size: 'max' },
);

const payment: fc.Arbitrary<Step> = fc.constant({
  kind: 'shopper',
  link: 0,
  action: 'pay',
  late: false,
  tip: false,
});
const day: fc.Arbitrary<Step> = fc.constant({ kind: 'wait', ms: 25 * HOUR });
const reconcile: fc.Arbitrary<Step> = fc.constant({ kind: 'reconcile' });

/** Most shoppers come to pay. */
const arrival: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Step[]>([]) },
  { weight: 1, arbitrary: fc.tuple(start) },
  { weight: 2, arbitrary: fc.tuple(start, shopper) },
  { weight: 2, arbitrary: fc.tuple(webhooks, start, shopper) },
  { weight: 2, arbitrary: fc.tuple(webhooks, webhooks, start, start, shopper, shopper) },
  { weight: 1, arbitrary: fc.tuple(start, outage, payment, day, reconcile) },
  { weight: 1, arbitrary: fc.tuple(start, start, shopper, update, shopper, shopper) },
);

/** A walk; now and then two things happen at the same time. */
export const walk: fc.Arbitrary<Step[]> = fc.tuple(arrival, steps).map((parts) => parts.flat());
