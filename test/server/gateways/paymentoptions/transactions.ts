import type { PaymentOptionsTransaction } from '../../../../src/server/gateways/paymentoptions/gateway.js';

/** A transaction as the gateway reads it: numbers are texts. */
export function transaction(
  change: Partial<PaymentOptionsTransaction> = {},
  payment: PaymentOptionsTransaction['payment_details'] = {},
): PaymentOptionsTransaction {
  return {
    success: true,
    status_code: '200',
    transaction_type: 'CAPTURE',
    gateway_response: { message: 'The payment was successful', code: 'INFO0000' },
    payment_details: { amount: '25.50', currency: 'EUR', response_code: '0', ...payment },
    transaction_details: { id: 'tx-1', merchant_txn_ref: 'hpp-1' },
    ...change,
  };
}
