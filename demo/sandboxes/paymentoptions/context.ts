import type { Courier } from '../kit/courier.js';
import type { Settings } from '../kit/settings.js';
import type { PaymentOptionsSettings } from './options.js';
import type { Ledger } from './payment.js';

/** What the parts of the sandbox share. */
export interface PaymentOptionsContext {
  readonly url: (path: string) => string;
  readonly now: () => number;
  readonly keys: { readonly apiKey: string; readonly xApiKey: string };
  readonly merchantId: string;
  readonly settings: Settings<typeof PaymentOptionsSettings>;
  readonly ledger: Ledger;
  readonly courier: Courier;
}
