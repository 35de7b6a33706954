import type { ProviderCode } from '../../support/providers.js';
import { PUBLIC_URL } from '../../support/shop.js';
import type { ProviderSessionRecord } from '../../../src/server/payments/records.js';

interface Forged {
  /** The end of the webhook URL. */
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const fils = (value: string): number => Math.round(Number(value) * 1000);
const DIGEST = '0'.repeat(64);

/** How a stranger says that a payment was made: well informed, but without the keys. */
const FORGERIES: Readonly<
  Record<ProviderCode, (session: ProviderSessionRecord, seconds: number) => Forged>
> = {
  ottu: ({ reference, providerId, amount, webhookToken }) => ({
    token: webhookToken,
    body: {
      order_no: reference,
      session_id: providerId,
      state: 'paid',
      result: 'success',
      amount: amount.value,
      currency_code: amount.currency,
      signature: DIGEST,
    },
  }),
  finrelay: ({ reference, amount }) => ({
    token: 'webhook-secret-of-finrelay-0123456789',
    headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    body: {
      event: 'transaction-svc:transaction:purchase:approved',
      data: { reference, amount: fils(amount.value), currency: amount.currency },
    },
  }),
  // Nothing is signed: who does not know the URL knows nothing.
  optty: ({ reference, amount }) => ({
    token: 'webhook-secret-of-nobody-0123456789',
    body: {
      event: 'ORDER_STATUS_UPDATE',
      data: {
        status: 'PAID',
        amount: Number(amount.value),
        currency: amount.currency,
        metadata: { invoiceNumber: reference },
      },
    },
  }),
  // Nothing is signed, and the URL may be known: PaymentOptions is asked.
  paymentoptions: ({ reference, amount, webhookToken }) => ({
    token: webhookToken,
    body: {
      success: true,
      transaction_type: 'CAPTURE',
      payment_details: {
        amount: Number(amount.value),
        currency: amount.currency,
        response_code: '0',
      },
      transaction_details: {
        id: '11111111-1111-4111-8111-111111111111',
        merchant_txn_ref: reference,
      },
    },
  }),
  postpay: ({ reference, amount, data }, seconds) => ({
    token: 'webhook-secret-of-postpay-0123456789',
    headers: { 'x-postpay-signature': `${seconds}:${DIGEST}` },
    body: {
      order_id: data['orderId'] ?? reference,
      status: 'captured',
      total_amount: fils(amount.value) / 10,
      currency: amount.currency,
    },
  }),
};

export function forgedWebhook(session: ProviderSessionRecord, nowMs: number): Request {
  const at = session.gateway as ProviderCode;
  const { token, headers = {}, body } = FORGERIES[at](session, Math.floor(nowMs / 1000));
  return new Request(`${PUBLIC_URL}/webhooks/${at}/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
