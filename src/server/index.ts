export type { PaymentSessionView } from '../contract/payment-session.js';
export { createCheckout } from './create-checkout.js';
export type {
  Checkout,
  CheckoutOf,
  MerchantSessions,
  NewAttachment,
  NewImage,
  NewOrder,
  NewOrderItem,
  NewSession,
  NewTerms,
  OperationMethods,
  OperationOrder,
  OperationResult,
  OperationsOf,
  SessionFilter,
  SessionMethods,
  SessionPage,
  SessionUpdate,
} from './checkout-types.js';
export { CheckoutConfigError, type ConfigProblem } from './config-error.js';
export { CheckoutError, type CheckoutErrorCode, type CheckoutErrorOptions } from './errors.js';
export type { Gateway, StoredMethod } from './gateways/gateway.js';
export type { Address, Customer, OrderFacts } from './gateways/order-facts.js';
export type { MerchantErrorCode } from './merchant-errors.js';
export type { MerchantHttpOptions } from './merchant-http/options.js';
export { maskId, silentLog, type Log, type LogFields } from './log.js';
export type { AssetFile, AssetOptions, CheckoutOptions } from './options.js';
export type {
  MerchantAttempt,
  MerchantOperation,
  MerchantSession,
  StateChange,
} from './payments/merchant-session.js';
export type { MerchantOperationKind, OperationState } from './payments/operation-record.js';
export type { NoticeType, Reversal, Review, SessionEvent } from './payments/records.js';
export { toScriptJson } from './script-json.js';
export type { Store } from './store/store.js';
