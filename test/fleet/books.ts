import { z } from 'zod';

/** What a provider has in its books about one payment. Amounts in hundredths of the currency. */
export interface Book {
  readonly gateway: string;
  /** What our backend told the provider to call it. */
  readonly reference: string;
  readonly state: string;
  /** How often money was taken or reserved. */
  readonly charges: number;
  readonly charged: number;
  /** Refunded, or released. */
  readonly returned: number;
  /** Reserved only, by a provider whose gateway takes the money by itself. */
  readonly mustBeCaptured?: boolean;
}

/** Reads one payment of a sandbox's control page. */
export type ReadBook = (payment: unknown) => Omit<Book, 'gateway'>;

/** `12.34` in hundredths. The currency of these tests has two decimals. */
export function hundredths(text: string): number {
  const [whole = '', decimals = ''] = text.replaceAll(',', '').split('.');
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0').slice(0, 2));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const OttuPayment = z.object({
  state: z.string(),
  fields: z.object({ order_no: z.string().optional() }),
  attempts: z.array(z.object({ state: z.string(), amount: z.string() })),
  children: z.array(z.object({ state: z.string(), amount: z.string() })),
});

export const ottuBook: ReadBook = (payment) => {
  const { state, fields, attempts, children } = OttuPayment.parse(payment);
  const paid = attempts.filter((each) => each.state === 'success');
  const back = children.filter((each) => each.state === 'refunded' || each.state === 'voided');
  return {
    reference: fields.order_no ?? '',
    state,
    charges: paid.length,
    charged: sum(paid.map(({ amount }) => hundredths(amount))),
    returned: sum(back.map(({ amount }) => hundredths(amount))),
  };
};

const FinrelayPayment = z.object({
  state: z.string(),
  order: z.object({ reference: z.string() }),
  transactions: z.array(
    z.object({ transaction_type: z.string(), status: z.string(), amount: z.number() }),
  ),
});

export const finrelayBook: ReadBook = (payment) => {
  const { state, order, transactions } = FinrelayPayment.parse(payment);
  const of = (...types: readonly string[]): number[] =>
    transactions
      .filter((each) => types.includes(each.transaction_type) && each.status === 'APPROVED')
      .map(({ amount }) => amount);
  const taken = of('PURCHASE', 'AUTHORIZE');
  return {
    reference: order.reference,
    state,
    charges: taken.length,
    charged: sum(taken),
    returned: sum(of('REFUND', 'VOID')),
  };
};

const OpttyLink = z.object({
  invoiceNumber: z.string(),
  status: z.string(),
  attempts: z.array(z.object({ status: z.string(), amount: z.string(), tip: z.string() })),
  refund: z.object({ status: z.string(), amount: z.string() }).nullable(),
});

export const opttyBook: ReadBook = (payment) => {
  const { invoiceNumber, status, attempts, refund } = OpttyLink.parse(payment);
  const paid = attempts.filter((each) => each.status === 'SUCCESSFUL');
  return {
    // A start whose answer was lost goes on under `{reference}.2`.
    reference: invoiceNumber.replace(/\.\d+$/, ''),
    state: status,
    charges: paid.length,
    charged: sum(paid.map(({ amount, tip }) => hundredths(amount) - hundredths(tip))),
    returned: refund?.status === 'SUCCESSFUL' ? hundredths(refund.amount) : 0,
  };
};

const PostpayOrder = z.object({
  order_id: z.string(),
  status: z.string(),
  total_amount: z.number(),
  refunds: z.array(z.object({ amount: z.number() })),
});

/** An approval moves no money yet, but it is kept for the merchant as a charge is. */
export const postpayBook: ReadBook = (payment) => {
  const { order_id, status, total_amount, refunds } = PostpayOrder.parse(payment);
  const taken = status === 'captured' || status === 'approved';
  return {
    // As above: `{reference}-r2`.
    reference: order_id.replace(/-r\d+$/, ''),
    state: status,
    charges: taken ? 1 : 0,
    charged: taken ? total_amount : 0,
    returned: sum(refunds.map(({ amount }) => amount)),
    mustBeCaptured: status === 'approved',
  };
};

const PaymentOptionsLink = z.object({
  state: z.string(),
  order: z.object({ merchant_txn_ref: z.string().optional() }),
  transactions: z.array(
    z.object({ type: z.string(), outcome: z.string(), amount: z.coerce.string() }),
  ),
});

export const paymentOptionsBook: ReadBook = (payment) => {
  const { state, order, transactions } = PaymentOptionsLink.parse(payment);
  const of = (...types: readonly string[]): number[] =>
    transactions
      .filter((each) => types.includes(each.type) && each.outcome === 'approved')
      .map(({ amount }) => hundredths(amount));
  const taken = of('PRE_AUTH', 'CAPTURE');
  return {
    reference: order.merchant_txn_ref ?? '',
    state,
    charges: taken.length,
    charged: sum(taken),
    returned: sum(of('REFUND', 'VOID')),
  };
};
