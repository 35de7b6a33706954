import type { AttemptView } from '../../contract/attempt.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { ProblemCode } from '../../contract/problem.js';
import type { Redirect } from '../../contract/redirect.js';
import type { PaymentOptions } from '../../contract/start-payment.js';

/** Everything that can go wrong in the widget: its own codes, and those of the backend. */
export type FailureCode =
  | ProblemCode
  | 'client_key_missing'
  | 'client_key_malformed'
  | 'session_id_missing'
  | 'session_id_malformed'
  | 'backend_url_malformed'
  | 'network_error'
  | 'timeout'
  | 'invalid_response'
  | 'navigation_refused'
  | 'form_blocked'
  | 'hook_failed'
  | 'hook_timeout'
  | 'module_not_loaded';

/** A failure as data. `detail` is technical English for the developer, never for the shopper. */
export interface Failure {
  readonly code: FailureCode;
  readonly detail?: string | undefined;
  readonly requestId?: string | undefined;
}

/** How a session or an attempt can end. */
export const OUTCOMES = [
  'paid',
  'authorized',
  'cod',
  'refunded',
  'failed',
  'canceled',
  'expired',
  'invalided',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the shopper asked to pay with. `replaces` names the live attempt that it leaves behind. */
export interface Order {
  readonly method: string;
  readonly options: PaymentOptions;
  readonly replaces: { readonly attempt_id: string; readonly confirmed: boolean } | null;
}

/** Waiting for the client key and the session id. */
export interface Configuring {
  readonly phase: 'configuring';
}
export interface Misconfigured {
  readonly phase: 'misconfigured';
  readonly failure: Failure;
}
export interface Loading {
  readonly phase: 'loading';
}
/** The session could not be read. */
export interface Broken {
  readonly phase: 'broken';
  readonly failure: Failure;
}
/** The list of payment methods. */
export interface Choosing {
  readonly phase: 'choosing';
  readonly session: PaymentSessionView;
  /** The code of the selected method; null when none can be used. */
  readonly method: string | null;
  /** What the shopper chose beside the method. */
  readonly options: PaymentOptions;
  /** What they look for in a long list. */
  readonly query: string;
  /** True when they asked for the rest of the list. */
  readonly all: boolean;
  /** Why the last start or cancel did not work. */
  readonly failure: Failure | null;
  /** Where the notice about an attempt stands: news that come later never push the list down. */
  readonly notice: 'above' | 'below';
  /** True while the code behind a click is still being fetched. */
  readonly waiting: boolean;
  /** True once the shopper was shown the way to pay on a phone: the page waits for it. */
  readonly handedOff?: true;
  /** The id of the attempt whose outcome the shopper does not wait for any more. */
  readonly aside?: string;
}
/** What the shopper may change while they choose. */
export type Editable = Pick<Choosing, 'options' | 'query' | 'all' | 'failure'>;
/** The merchant's page is asked whether the payment may start. */
export interface Asking {
  readonly phase: 'asking';
  readonly from: Choosing;
  readonly order: Order;
}
export interface Starting {
  readonly phase: 'starting';
  readonly from: Choosing;
  readonly order: Order;
}
/** The live attempt cannot be canceled: paying another way needs an explicit yes. */
export interface Warning {
  readonly phase: 'warning';
  readonly from: Choosing;
  readonly order: Order;
  readonly attempt: AttemptView;
}
/** On the way to the provider. */
export interface Leaving {
  readonly phase: 'leaving';
  readonly from: Choosing;
  readonly attempt: AttemptView;
  readonly redirect: Redirect;
  /** True when a content security policy refused the form. */
  readonly blocked: boolean;
}
/** The states that the shopper can cancel from. */
export type Cancelable = Configuring | Misconfigured | Broken | Choosing | Confirming | Settled;
/** The merchant's page is asked whether the shopper may cancel. */
export interface AskingCancel {
  readonly phase: 'asking_cancel';
  readonly from: Cancelable;
}
export interface Canceling {
  readonly phase: 'canceling';
  readonly from: Cancelable;
}
/** Not canceled, or nobody knows: the shopper has to hear it; they may still leave. */
export interface Parting {
  readonly phase: 'parting';
  readonly from: Cancelable;
  readonly attempt: AttemptView | null;
  readonly url: string | null;
}
/** On the way back to the merchant. */
export interface Departing {
  readonly phase: 'departing';
  readonly from: Cancelable;
  readonly canceled: boolean;
  readonly url: string;
}
/** The backend is asked until it knows the outcome. */
export interface Confirming {
  readonly phase: 'confirming';
  readonly session: PaymentSessionView;
  /** True after the last planned question: the shopper may leave or ask again. */
  readonly stalled: boolean;
  /** True when they may then also pay another way. */
  readonly another: boolean;
}
export interface Settled {
  readonly phase: 'settled';
  readonly session: PaymentSessionView;
  readonly outcome: Outcome;
}

export type CheckoutState =
  | Configuring
  | Misconfigured
  | Loading
  | Broken
  | Choosing
  | Asking
  | Starting
  | Warning
  | Leaving
  | AskingCancel
  | Canceling
  | Parting
  | Departing
  | Confirming
  | Settled;
export type Phase = CheckoutState['phase'];

/** What can happen: from the shopper, the page, the backend or the browser. */
export type CheckoutEvent =
  | { readonly type: 'configured' }
  | { readonly type: 'misconfigured'; readonly failure: Failure }
  /** `polled`: an answer to a question that goes on being asked. */
  | { readonly type: 'loaded'; readonly session: PaymentSessionView; readonly polled?: true }
  | { readonly type: 'load_failed'; readonly failure: Failure }
  | { readonly type: 'module_failed'; readonly failure: Failure }
  | { readonly type: 'select'; readonly method: string }
  /** The shopper changed something about the list that starts nothing. */
  | { readonly type: 'edit'; readonly changes: Partial<Editable> }
  | { readonly type: 'pay' }
  | { readonly type: 'hand_off' }
  /** By the backend's clock the session has expired: it is asked whether that is so. */
  | { readonly type: 'time_up' }
  /** A successful result is left for the merchant's page. */
  | { readonly type: 'return'; readonly url: string }
  | { readonly type: 'continue' }
  | { readonly type: 'confirm' }
  | { readonly type: 'back' }
  | { readonly type: 'allowed' }
  | { readonly type: 'vetoed'; readonly failure: Failure | null }
  | { readonly type: 'started'; readonly attempt: AttemptView; readonly redirect: Redirect }
  | {
      readonly type: 'start_failed';
      readonly failure: Failure;
      readonly session?: PaymentSessionView | undefined;
      readonly attempt?: AttemptView | undefined;
    }
  | { readonly type: 'blocked' }
  | { readonly type: 'cancel' }
  | {
      readonly type: 'canceled';
      readonly session: PaymentSessionView | null;
      readonly url: string | null;
    }
  | {
      readonly type: 'cancel_failed';
      readonly failure: Failure;
      readonly attempt: AttemptView | null;
      readonly url: string | null;
    }
  | { readonly type: 'depart' }
  | { readonly type: 'check' }
  | { readonly type: 'pay_another_way' }
  | { readonly type: 'exhausted' }
  | { readonly type: 'resumed' }
  | { readonly type: 'restored' };
