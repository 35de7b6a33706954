export { HppCheckout } from './widget/hpp-checkout.js';
export {
  HppErrorEvent,
  HppReadyEvent,
  HppSelectEvent,
  HppStateChangeEvent,
} from './widget/events.js';
export {
  HppBeforeCancelEvent,
  HppBeforeRedirectEvent,
  HppCancelEvent,
  HppRedirectEvent,
  HppReturnEvent,
  HppSettledEvent,
  HppStartAgainEvent,
} from './widget/journey-events.js';
export type { HppCheckoutMarkup } from './widget/markup.js';
export type { FailureCode, Outcome, Phase } from './widget/session/state.js';
export type { PaymentSessionView } from './contract/payment-session.js';
export type { PaymentMethodView } from './contract/payment-method.js';
export type { AttemptView } from './contract/attempt.js';
export type { CustomStrings, Strings } from './widget/locales/strings.js';
