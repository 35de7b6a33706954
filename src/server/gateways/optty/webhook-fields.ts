import type { FieldPaths } from '../field-paths.js';

/**
 * Where a webhook body says what. Optty documents the event, `status`, `transactionId` and
 * `metadata.invoiceNumber`, and leaves open whether they lie in `data` or in `data.data`: both are
 * looked at. The other fields are an assumption, to be checked against the first real webhook. A
 * payment whose amount or currency is not found is held for review, never taken for paid.
 */
export interface WebhookFields {
  readonly event: FieldPaths;
  readonly invoiceNumber: FieldPaths;
  readonly status: FieldPaths;
  readonly transactionId: FieldPaths;
  /** What the shopper paid, in major units, tip included. */
  readonly amount: FieldPaths;
  /** The part of `amount` that is a tip. */
  readonly tip: FieldPaths;
  readonly currency: FieldPaths;
  /** `AUTHORIZED`: the money is reserved, not taken. */
  readonly captureStatus: FieldPaths;
  readonly refundStatus: FieldPaths;
  readonly refundedAmount: FieldPaths;
}

const data = (...names: string[]): FieldPaths =>
  names.flatMap((name) => [`data.${name}`, `data.data.${name}`]);

export const DEFAULT_FIELDS: WebhookFields = {
  event: ['event'],
  invoiceNumber: data('metadata.invoiceNumber'),
  status: data('status'),
  transactionId: data('transactionId'),
  amount: data('amount', 'amount.amount'),
  tip: data('tipAmount'),
  currency: data('currency', 'amount.currency'),
  captureStatus: data('captureStatus'),
  refundStatus: data('refund.refundStatus', 'refundStatus'),
  refundedAmount: data('refund.refundedAmount', 'refundedAmount'),
};
