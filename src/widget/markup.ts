import type { PaymentSessionView } from '../contract/payment-session.js';
import type { CustomStrings } from './locales/strings.js';

/** `onhpp-ready` and so on, as React 19 and Preact write listeners. */
type Listeners = {
  [Type in keyof HTMLElementEventMap as Type extends `hpp-${string}` ? `on${Type}` : never]?: (
    event: HTMLElementEventMap[Type],
  ) => void;
};

/** What `<hpp-checkout>` takes in a template, for the types of frameworks. */
export interface HppCheckoutMarkup extends Listeners {
  'client-key'?: string;
  'session-id'?: string;
  'session-id-param'?: string;
  'backend-url'?: string;
  'allowed-redirect-origins'?: string;
  'skeleton-rows'?: number | string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
  theme?: 'auto' | 'light' | 'dark';
  layout?: 'list' | 'grid';
  'visible-methods'?: number | string;
  'search-from'?: number | string;
  'one-click'?: boolean;
  'auto-redirect'?: boolean;
  'return-url'?: string;
  'auto-return'?: number | string;
  'start-again'?: boolean;
  /** The page's own words. */
  strings?: CustomStrings | null;
  /** The session, shown without a request. */
  preload?: PaymentSessionView | null;
}
