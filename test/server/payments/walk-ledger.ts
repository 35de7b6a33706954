import type { World } from './walk-world.js';
import type { Provider } from './walk-steps.js';

/** A payment as the provider's own books have it. */
export interface Booked {
  readonly at: Provider;
  readonly payment: string;
  /** What the merchant called it. */
  readonly reference: string;
  /** Decimal strings of KWD. */
  readonly paid: string | null;
  readonly givenBack: boolean;
}

interface OttuPayment {
  readonly session_id: string;
  readonly state: string;
  readonly fields: { readonly order_no: string };
  readonly attempts: readonly { readonly state: string; readonly amount: string }[];
  readonly children: readonly { readonly operation: string; readonly state: string }[];
}

interface FinrelayPayment {
  readonly session_id: string;
  readonly order: { readonly reference: string };
  readonly transactions: readonly {
    readonly transaction_type: string;
    readonly status: string;
    readonly amount: number;
  }[];
}

/** Everything that was ever paid, as both providers have it. */
export async function books({ shop }: World): Promise<Booked[]> {
  const read = async <T>(at: Provider): Promise<readonly T[]> => {
    const answer = await shop[at].fetch(new Request(`https://${at}.test/_control`));
    return ((await answer.json()) as { payments: readonly T[] }).payments;
  };
  const ottu = (await read<OttuPayment>('ottu')).map(ofOttu);
  const finrelay = (await read<FinrelayPayment>('finrelay')).map(ofFinrelay);
  return [...ottu, ...finrelay].filter(({ paid }) => paid !== null);
}

function ofOttu({ session_id, fields, attempts, children }: OttuPayment): Booked {
  const paid = attempts.find(({ state }) => state === 'success');
  return {
    at: 'ottu',
    payment: session_id,
    reference: fields.order_no,
    paid: paid?.amount ?? null,
    givenBack: children.some(({ state }) => state === 'refunded'),
  };
}

function ofFinrelay({ session_id, order, transactions }: FinrelayPayment): Booked {
  const approved = transactions.filter(({ status }) => status === 'APPROVED');
  const paid = approved.find(({ transaction_type }) => transaction_type === 'PURCHASE');
  return {
    at: 'finrelay',
    payment: session_id,
    reference: order.reference,
    paid: paid ? `${Math.floor(paid.amount / 1000)}.000` : null,
    givenBack: approved.some(({ transaction_type }) => transaction_type === 'REFUND'),
  };
}
