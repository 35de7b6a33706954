import type { ApiFaultInput } from './kit/faults.js';
import type { Sleep } from './kit/clock.js';
import type { WebhookBehaviour, WebhookDelivery } from './kit/courier.js';
import type { RecordedRequest } from './kit/recorder.js';

/** What every sandbox is made from. */
export interface SandboxOptions {
  /** Public base without trailing slash; every URL that the sandbox emits starts with it. */
  readonly baseUrl: string;
  /** How webhooks leave. Default: the global `fetch`. */
  readonly deliver?: (request: Request) => Promise<Response>;
  /** Epoch milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
  /** How the sandbox waits: webhook delay and time-out, slow API. Default: timers. */
  readonly sleep?: Sleep;
  /** How long the sandbox waits for the answer to a webhook. Default: as the provider does. */
  readonly webhookTimeoutMs?: number;
}

/** What the shopper does on the hosted page. `abandon` opens the page and leaves it open. */
export type ShopperAction = 'pay' | 'decline' | 'cancel' | 'abandon';

export interface ShopperOutcome {
  readonly action: ShopperAction;
  /** The payment method; default: the first one of the payment. */
  readonly method?: string | undefined;
  /** Why the payment is declined; default: the first reason that the hosted page offers. */
  readonly reason?: string | undefined;
  /** The provider confirms although the payment has ended (a late confirmation by the bank). */
  readonly late?: boolean | undefined;
}

export interface ShopperResult {
  readonly state: string;
  /** Where the shopper's browser goes next, or null when the shopper stays at the provider. */
  readonly redirect_url: string | null;
  /** The provider's reference of this try. */
  readonly reference: string;
  readonly webhook: WebhookDelivery | null;
}

/** A webhook to send now. */
export interface Emission {
  /** Event name of the provider; default: the one that fits the state of the payment. */
  readonly event?: string | undefined;
  /** Top-level body fields to replace before signing. */
  readonly overrides?: Readonly<Record<string, unknown>> | undefined;
  /** Default: where this payment's webhooks go. */
  readonly url?: string | undefined;
  /** Send the bytes and headers of an earlier delivery again (a replay). */
  readonly replay?: string | undefined;
}

/** The hand on the provider's side: for tests, and over HTTP at `{baseUrl}/_control`. */
export interface SandboxControl {
  /** Adds a fault to the API; the first fault that matches a request is the one that acts. */
  readonly failApi: (fault: ApiFaultInput) => void;
  readonly clearApiFaults: () => void;
  readonly setWebhooks: (behaviour: Partial<WebhookBehaviour>) => void;
  /** Sends the held webhooks, and resolves when all are answered. */
  readonly release: (order?: 'in_order' | 'reversed') => Promise<void>;
  readonly requests: () => readonly RecordedRequest[];
  readonly deliveries: () => readonly WebhookDelivery[];
  /** Acts as the shopper on the hosted page. `payment` is a session id or the merchant's reference. */
  readonly complete: (
    payment: string,
    outcome: ShopperAction | ShopperOutcome,
  ) => Promise<ShopperResult>;
  readonly emit: (payment: string, emission?: Emission) => Promise<WebhookDelivery>;
  /** Changes what the provider stores, as no request could: mismatch tests. Fields: README. */
  readonly alter: (payment: string, patch: Readonly<Record<string, unknown>>) => void;
  /** Back to a faultless provider with empty logs and default settings; payments stay. */
  readonly reset: () => void;
}

export interface Sandbox {
  readonly name: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same sandbox, its payments included, under another base URL: for `fetch` of requests there. */
  readonly at: (baseUrl: string) => (request: Request) => Promise<Response>;
  readonly control: SandboxControl;
  /** Resolves when every webhook that is not held or dropped has been answered. */
  readonly idle: () => Promise<void>;
}
