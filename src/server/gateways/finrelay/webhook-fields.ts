import type { FieldPaths } from '../field-paths.js';

/**
 * Where a webhook body says what. Finrelay documents the names of its events, but not the fields
 * around them: the defaults are an assumption, to be checked against the first real webhook.
 * An authentic webhook whose event is not found is held for review, never dropped.
 */
export interface WebhookFields {
  readonly event: FieldPaths;
  /** Our reference of the payment. */
  readonly reference: FieldPaths;
  /** Integer, minor units. */
  readonly amount: FieldPaths;
  readonly currency: FieldPaths;
  readonly transactionId: FieldPaths;
  /** The charge that a capture, a refund or a void is of. */
  readonly parentTransactionId: FieldPaths;
  /** Tells captures, refunds and voids apart where the event does not. */
  readonly transactionType: FieldPaths;
  readonly responseCode: FieldPaths;
  /** The reference of a card that was saved with the payment, and what is shown of it. */
  readonly cardToken: FieldPaths;
  readonly cardNumber: FieldPaths;
  readonly cardBrand: FieldPaths;
}

const data = (...names: string[]): FieldPaths => names.flatMap((name) => [`data.${name}`, name]);

export const DEFAULT_FIELDS: WebhookFields = {
  event: ['event', 'type'],
  reference: data('reference'),
  amount: data('amount'),
  currency: data('currency'),
  transactionId: data('transaction_id'),
  parentTransactionId: data('parent_transaction_id'),
  transactionType: data('transaction_type'),
  responseCode: data('response_code'),
  cardToken: data('card_token'),
  cardNumber: data('card_number', 'masked_card_number'),
  cardBrand: data('card_brand'),
};
