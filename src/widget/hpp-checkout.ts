import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { PaymentSessionView } from '../contract/payment-session.js';
import { readConfig, watchConfig } from './config.js';
import { styles } from './hpp-checkout.styles.js';
import { createVoice } from './language.js';
import type { FirstStrings } from './locales/en.js';
import type { CustomStrings } from './locales/strings.js';
import { browserPorts, type Ports } from './ports.js';
import { SessionController } from './session/session-controller.js';
import type { Phase } from './session/state.js';
import type { ViewContext } from './view/context.js';
import { list } from './view/list.js';
import { fallback, skeleton } from './view/skeleton.js';

/**
 * Lists the payment methods of one payment session, sends the shopper to the provider's page, and
 * shows the outcome that the merchant's backend states.
 *
 * ```html
 * <script type="module" src="/vendor/hpp-checkout.js"></script>
 * <hpp-checkout client-key="…" session-id="…"></hpp-checkout>
 * ```
 *
 * Client key and session id come from the attributes, else the properties, else
 * `window.InitData = {client_key, session_id}`, which may be set until the page has loaded.
 * `window.HppData = {cancel_url}` names the place to go to on cancel before any other. Orders are
 * fulfilled by the server's `onStateChange`, never by an event of this element.
 *
 * @attr {string} client-key - Public key of the merchant's configuration; `client_key` works, too.
 * @attr {string} session-id - Id of the payment session; `session_id` works, too.
 * @attr {string} session-id-param - Query parameter of the page's URL to read the session id from,
 *   for return pages. Read when the element is connected, and on `reload()`.
 * @attr {string} backend-url - Where the backend kit is mounted, without a query. Default:
 *   `/api/checkout`.
 * @attr {string} allowed-redirect-origins - The only other origins to leave to, separated by spaces.
 * @attr {number} skeleton-rows - Rows that are drawn before the list is known. Default: 3.
 * @attr {string} lang - Language, as BCP 47. Without it, that of the session, else of the page.
 * @attr {'ltr' | 'rtl'} dir - Direction. Without it, that of the language.
 * @attr {'auto' | 'light' | 'dark'} theme - Colours; without it, those of the page's `color-scheme`.
 * @attr {'list' | 'grid'} layout - Methods in rows, or as tiles. Default: `list`.
 * @attr {number} visible-methods - Methods that are shown before the shopper asks for the rest.
 * @attr {number} search-from - Methods from which on there is a search. Default: 12; 0 for none.
 * @attr {boolean} one-click - A click on a method pays with it where nothing is left to choose.
 * @attr {boolean} auto-redirect - Starts the only method by itself, once.
 * @attr {string} return-url - Where a successful result leads on to.
 * @attr {number} auto-return - Seconds after which it does so by itself; the shopper may stay.
 * @attr {boolean} start-again - The page listens to `hpp-start-again`.
 *
 * @fires {HppReadyEvent} hpp-ready - The session was read and is shown.
 * @fires {HppSelectEvent} hpp-select - The shopper selected a payment method.
 * @fires {HppBeforeRedirectEvent} hpp-before-redirect - Before anything is started. Cancelable;
 *   `waitUntil(promise)` holds it for up to 30 seconds.
 * @fires {HppRedirectEvent} hpp-redirect - The payment was started and the page leaves.
 * @fires {HppBeforeCancelEvent} hpp-before-cancel - Before anything is canceled. Like the one above.
 * @fires {HppCancelEvent} hpp-cancel - The shopper leaves through cancel.
 * @fires {HppSettledEvent} hpp-settled - How it ended, as the backend states it: once for each
 *   attempt and page load, on the return page too; once for a session that ended without an attempt.
 *   What becomes of a told attempt later (its session expires, a refund, a late payment) is not told
 *   again: `session` has it, and the server's `onStateChange` hears it.
 * @fires {HppReturnEvent} hpp-return - A successful result is left for `return-url`. Cancelable.
 * @fires {HppStartAgainEvent} hpp-start-again - The shopper wants to begin anew with a new session.
 * @fires {HppErrorEvent} hpp-error - Something went wrong: code, technical message, request id.
 * @fires {HppStateChangeEvent} hpp-state-change - The widget went from one phase to another.
 *
 * Its parts and CSS custom properties are described in `looks.ts`.
 */
export class HppCheckout extends LitElement {
  static override styles = styles;
  static override properties = {
    clientKey: { attribute: 'client-key' },
    client_key: {},
    sessionId: { attribute: 'session-id' },
    session_id: {},
    backendUrl: { attribute: 'backend-url' },
    skeletonRows: { attribute: 'skeleton-rows', type: Number },
    strings: { attribute: false },
    preload: { attribute: false },
  };

  /** Public key of the merchant's configuration. An attribute goes before it. */
  declare clientKey: string | null | undefined;
  declare client_key: string | null | undefined;
  /** Id of the payment session. An attribute goes before it. */
  declare sessionId: string | null | undefined;
  declare session_id: string | null | undefined;
  /** Where the backend kit is mounted. */
  declare backendUrl: string | null | undefined;
  /** Rows that are drawn before the list is known. */
  declare skeletonRows: number | null | undefined;
  /** The page's own words, by language: they go over the built-in ones. */
  declare strings: CustomStrings | null | undefined;
  /** The session as the page's server has it: shown without a request. */
  declare preload: PaymentSessionView | null | undefined;
  /** The outside world. Replaced by tests only. @internal */
  ports: Ports = browserPorts;

  readonly #controller = new SessionController(this);
  readonly #speak = createVoice(this);
  #connected = false;
  /** The configuration in use, as text: a change of it starts over. */
  #config = '';

  /** The phase that the widget is in. */
  get state(): Phase {
    return this.#controller.state.phase;
  }

  /** The session as last read; null before. */
  get session(): PaymentSessionView | null {
    const { state } = this.#controller;
    const shown = 'from' in state ? state.from : state;
    return 'session' in shown ? shown.session : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#connected) return;
    this.#connected = true;
    this.#controller.start();
    this.#configure();
    watchConfig((last) => this.#configure(last), this.#controller.life.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A moved element is back within the task: a move is not a death.
    setTimeout(() => {
      if (this.isConnected || !this.#connected) return;
      this.#connected = false;
      this.#config = '';
      this.#controller.stop();
    });
  }

  /** Reads the configuration and the session again. */
  reload(): void {
    this.#config = '';
    this.#configure(true);
  }

  /** Does what the pay button does. */
  pay(): void {
    this.#act('pay');
  }

  /** Does what the cancel button does. */
  cancel(): void {
    this.#act('cancel');
  }

  #act(type: 'pay' | 'cancel'): void {
    // What the page has set just before counts: it may be another session.
    this.performUpdate();
    this.#controller.dispatch({ type });
  }

  #configure(last = false): void {
    if (!this.#connected) return;
    const config = readConfig(this, this.ports);
    const text = JSON.stringify(typeof config === 'string' ? config : { ...config, preload: 0 });
    if (text === this.#config) return;
    if (typeof config !== 'string') {
      this.#config = text;
      this.#controller.configure(config);
    } else if (last || this.#config) {
      // Also when a configuration is taken away: what it showed must not be paid any more.
      this.#config = '';
      this.#controller.api = undefined;
      this.#controller.dispatch({ type: 'misconfigured', failure: { code: config } });
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Only for a property: what the page does to its URL or globals meanwhile must change nothing.
    if (changed.size) this.#configure();
  }

  #context(strings: FirstStrings, locale: string): ViewContext {
    const { api, journey, dispatch } = this.#controller;
    const data = this.ports.global('HppData') as { readonly cancel_url?: unknown } | undefined;
    return {
      strings,
      locale,
      backend: api?.backend ?? '',
      skeletonRows: this.skeletonRows ?? 3,
      phase: this.state,
      visibleMethods: Number(this.getAttribute('visible-methods')) || Infinity,
      searchFrom: Number(this.getAttribute('search-from') ?? 12) || Infinity,
      oneClick: this.hasAttribute('one-click'),
      cancelable: Boolean(data?.cancel_url),
      extras: journey,
      send: dispatch,
      reload: () => this.reload(),
    };
  }

  protected override render() {
    const { state, journey } = this.#controller;
    const { strings, tag, rtl, awaited } = this.#speak(this.session);
    const context = this.#context(strings, tag);
    const draw = state.phase === 'broken' ? fallback : skeleton;
    return html`<div class="box">
      <div class="root" part="root" lang=${tag} dir=${this.dir || (rtl ? 'rtl' : 'ltr')}>
        ${
          awaited
            ? skeleton(context)
            : journey
              ? journey.screen(state, context)
              : state.phase === 'choosing'
                ? list(state, context)
                : draw(context)
        }
      </div>
      <p class="status" role="status" lang=${tag}>
        ${
          awaited
            ? nothing
            : journey
              ? journey.status(state, context)
              : 'failure' in state && state.failure
                ? strings.notLoaded
                : nothing
        }
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hpp-checkout': HppCheckout;
  }
}
