/** What was done to a payment, as its provider has it. Amounts are decimal strings of KWD. */
export interface BookedMovement {
  readonly kind: 'capture' | 'refund' | 'void';
  readonly amount: string;
}

/** A payment as the provider's own books have it. */
export interface Book {
  /** The provider's id of it. */
  readonly payment: string;
  /** What the merchant called it. */
  readonly reference: string;
  /** The provider's word for how it stands. */
  readonly state: string;
  /** What was authorized or taken; null when nothing was. */
  readonly charged: string | null;
  /** It waits, or waited, to be captured. */
  readonly authorization: boolean;
  readonly movements: readonly BookedMovement[];
  /** When its state changed last (ISO 8601), where the provider says so. */
  readonly changedAt?: string;
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

export const ottuBook = ({ session_id, state, fields, attempts, children }: OttuPayment): Book => ({
  payment: session_id,
  reference: fields.order_no,
  state,
  charged: attempts.find((one) => one.state === 'success')?.amount ?? null,
  authorization: state === 'authorized',
  movements: children.map(({ operation: kind, amount }) => ({ kind, amount })),
});

const MOVED = { CAPTURE: 'capture', REFUND: 'refund', VOID: 'void' } as const;
const decimal = (amount: number, unit: number): string => (amount / unit).toFixed(3);

interface FinrelayPayment {
  readonly session_id: string;
  readonly state: string;
  readonly order: { readonly reference: string };
  readonly transactions: readonly {
    readonly transaction_type: 'PURCHASE' | 'AUTHORIZE' | keyof typeof MOVED;
    readonly status: string;
    readonly amount: number;
  }[];
}

/** Amounts in fils. */
export function finrelayBook({ session_id, state, order, transactions }: FinrelayPayment): Book {
  const approved = transactions.filter(({ status }) => status === 'APPROVED');
  const charge = approved.find(
    ({ transaction_type: type }) => type === 'PURCHASE' || type === 'AUTHORIZE',
  );
  return {
    payment: session_id,
    reference: order.reference,
    state,
    charged: charge ? decimal(charge.amount, 1000) : null,
    authorization: charge?.transaction_type === 'AUTHORIZE',
    movements: approved.flatMap(({ transaction_type: type, amount }) =>
      type === 'PURCHASE' || type === 'AUTHORIZE'
        ? []
        : [{ kind: MOVED[type], amount: decimal(amount, 1000) }],
    ),
  };
}

interface OpttyLink {
  readonly invoiceNumber: string;
  readonly reference: string;
  readonly status: string;
  readonly attempts: readonly {
    readonly status: string;
    readonly amount: string;
    readonly tip: string;
  }[];
  readonly refund: { readonly status: string; readonly amount: string } | null;
}

/** A tip is paid on top of the order, and goes back with it. */
export function opttyBook({ invoiceNumber, reference, status, attempts, refund }: OpttyLink): Book {
  const paid = attempts.find((one) => one.status === 'SUCCESSFUL');
  const withoutTip = (amount: string): string =>
    decimal(Number(amount) - Number(paid?.tip ?? 0), 1);
  return {
    payment: reference,
    // A start whose answer was lost goes on under `{reference}.2`.
    reference: invoiceNumber.replace(/\.\d+$/, ''),
    state: status,
    charged: paid ? withoutTip(paid.amount) : null,
    authorization: false,
    movements:
      refund?.status === 'SUCCESSFUL'
        ? [{ kind: 'refund', amount: withoutTip(refund.amount) }]
        : [],
  };
}

interface PaymentOptionsLink {
  readonly id: string;
  readonly state: string;
  readonly order: { readonly merchant_txn_ref?: string };
  readonly transactions: readonly {
    readonly type: 'PRE_AUTH' | keyof typeof MOVED;
    readonly outcome: string;
    readonly amount: number;
  }[];
}

/** Amounts in the major unit. The first approved transaction is the payment. */
export function paymentOptionsBook({ id, state, order, transactions }: PaymentOptionsLink): Book {
  const approved = transactions.filter(({ outcome }) => outcome === 'approved');
  const [charge, ...later] = approved;
  return {
    payment: id,
    reference: order.merchant_txn_ref ?? '',
    state,
    charged: charge ? decimal(charge.amount, 1) : null,
    authorization: charge?.type === 'PRE_AUTH',
    movements: later.flatMap(({ type, amount }) =>
      type === 'PRE_AUTH' ? [] : [{ kind: MOVED[type], amount: decimal(amount, 1) }],
    ),
  };
}

interface PostpayOrder {
  readonly token: string;
  readonly order_id: string;
  readonly status: string;
  readonly status_changed: string;
  readonly total_amount: number;
  readonly refunds: readonly { readonly amount: number }[];
}

/** Amounts in hundredths, of every currency. An approval moves no money: it has to be captured. */
export function postpayBook({
  token,
  order_id,
  status,
  status_changed: changedAt,
  total_amount,
  refunds,
}: PostpayOrder): Book {
  const charged = status === 'approved' || status === 'captured' ? total_amount : null;
  const captured =
    status === 'captured' ? [{ kind: 'capture' as const, amount: total_amount }] : [];
  const given = refunds.map(({ amount }) => ({ kind: 'refund' as const, amount }));
  return {
    payment: token,
    // A start whose answer was lost goes on under `{reference}-r2`.
    reference: order_id.replace(/-r\d+$/, ''),
    state: status,
    charged: charged === null ? null : decimal(charged, 100),
    authorization: true,
    changedAt,
    movements: [...captured, ...given].map((one) => ({ ...one, amount: decimal(one.amount, 100) })),
  };
}
