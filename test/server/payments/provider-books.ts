import type { Shop } from '../../support/shop.js';

/** What was done to a payment, as its provider has it. Amounts are decimal strings of KWD. */
export interface BookedMovement {
  readonly kind: 'capture' | 'refund' | 'void';
  readonly amount: string;
}

/** A payment as the provider's own books have it. */
export interface BookedPayment {
  readonly at: Provider;
  readonly payment: string;
  /** What the merchant called it. */
  readonly reference: string;
  /** What was authorized or taken; null when nothing was. */
  readonly charged: string | null;
  /** It waits, or waited, to be captured. */
  readonly authorization: boolean;
  readonly movements: readonly BookedMovement[];
}

export type Provider = keyof typeof PROVIDERS;

interface Told {
  /** The methods that tests pay with; the first one where any will do. */
  readonly method: string;
  readonly methods: readonly string[];
  /** Parts of webhooks that say that money was taken or reserved. */
  readonly told: readonly string[];
  /** It can be asked what became of a payment: a lost webhook loses nothing. */
  readonly askable: boolean;
  /** A part of the path of its operations. */
  readonly operations: string;
  /** Asking twice under one key does it once. */
  readonly idempotent: boolean;
  readonly read: (payments: readonly never[]) => Omit<BookedPayment, 'at'>[];
}

interface OttuPayment {
  readonly session_id: string;
  readonly state: string;
  readonly fields: { readonly order_no: string };
  readonly attempts: readonly { readonly state: string; readonly amount: string }[];
  readonly children: readonly {
    readonly operation: BookedMovement['kind'];
    readonly state: string;
    readonly amount: string;
  }[];
}

interface FinrelayPayment {
  readonly session_id: string;
  readonly order: { readonly reference: string };
  readonly transactions: readonly {
    readonly transaction_type: 'PURCHASE' | 'AUTHORIZE' | 'CAPTURE' | 'REFUND' | 'VOID';
    readonly status: string;
    readonly amount: number;
  }[];
}

const ofOttu = ({ session_id, state, fields, attempts, children }: OttuPayment) => ({
  payment: session_id,
  reference: fields.order_no,
  charged: attempts.find((one) => one.state === 'success')?.amount ?? null,
  authorization: state === 'authorized',
  movements: children.map(({ operation: kind, amount }) => ({ kind, amount })),
});

const decimal = (fils: number): string => (fils / 1000).toFixed(3);

const MOVED = { CAPTURE: 'capture', REFUND: 'refund', VOID: 'void' } as const;

function ofFinrelay({ session_id, order, transactions }: FinrelayPayment) {
  const approved = transactions.filter(({ status }) => status === 'APPROVED');
  const charge = approved.find(
    ({ transaction_type: type }) => type === 'PURCHASE' || type === 'AUTHORIZE',
  );
  return {
    payment: session_id,
    reference: order.reference,
    charged: charge ? decimal(charge.amount) : null,
    authorization: charge?.transaction_type === 'AUTHORIZE',
    movements: approved.flatMap(({ transaction_type: type, amount }) =>
      type === 'PURCHASE' || type === 'AUTHORIZE'
        ? []
        : [{ kind: MOVED[type], amount: decimal(amount) }],
    ),
  };
}

/** What the tests of operations have to know of each provider. */
export const PROVIDERS = {
  ottu: {
    method: 'ottu:knet',
    methods: ['ottu:knet', 'ottu:credit-card'],
    told: ['"state":"paid"', '"state":"authorized"'],
    askable: true,
    operations: 'operation',
    idempotent: true,
    read: (payments: readonly OttuPayment[]) => payments.map(ofOttu),
  },
  finrelay: {
    method: 'finrelay:hosted_page',
    methods: ['finrelay:hosted_page'],
    told: ['purchase:approved', 'authorize:authorized'],
    askable: false,
    operations: 'manage',
    idempotent: false,
    read: (payments: readonly FinrelayPayment[]) => payments.map(ofFinrelay),
  },
} as const satisfies Record<string, Told>;

export const PROVIDER_CODES = Object.keys(PROVIDERS) as readonly Provider[];

/** Every payment that a provider has, paid or not. */
export async function booksOf(shop: Shop, at: Provider): Promise<BookedPayment[]> {
  const answer = await shop[at].fetch(new Request(`https://${at}.test/_control`));
  const { payments } = (await answer.json()) as { payments: readonly never[] };
  return PROVIDERS[at].read(payments).map((one) => ({ ...one, at }));
}

/** What was done to the payments at a provider, in one line: `capture 4.000, refund 4.000`. */
export async function doneAt(shop: Shop, at: Provider): Promise<string> {
  const booked = await booksOf(shop, at);
  return booked
    .flatMap(({ movements }) => movements.map(({ kind, amount }) => `${kind} ${amount}`))
    .join(', ');
}

/** A sum of decimal strings of KWD, in fils. */
export function filsOf(movements: readonly BookedMovement[], kind: BookedMovement['kind']): number {
  return movements
    .filter((one) => one.kind === kind)
    .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 1000), 0);
}
