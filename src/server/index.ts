export { createCheckout } from './create-checkout.js';
export type {
  Checkout,
  MerchantSessions,
  NewOrder,
  NewOrderItem,
  NewSession,
  SessionUpdate,
} from './checkout-types.js';
export { CheckoutConfigError, type ConfigProblem } from './config-error.js';
export { CheckoutError, type CheckoutErrorOptions } from './errors.js';
export type { Gateway } from './gateways/gateway.js';
export type { Address, Customer, OrderFacts } from './gateways/order-facts.js';
export { maskId, silentLog, type Log, type LogFields } from './log.js';
export type { AssetFile, AssetOptions, CheckoutOptions } from './options.js';
export type { MerchantAttempt, MerchantSession, StateChange } from './payments/merchant-session.js';
export type { NoticeType, Reversal, Review } from './payments/records.js';
export type { Store } from './store/store.js';
