import { html, LitElement } from 'lit';
import type { PaymentSessionView } from '../contract/payment-session.js';
import { readConfig, watchConfig } from './config.js';
import { styles } from './hpp-checkout.styles.js';
import { en } from './locales/en.js';
import { browserPorts, type Ports } from './ports.js';
import { SessionController } from './session/session-controller.js';
import type { Phase } from './session/state.js';
import type { ViewContext } from './view/context.js';
import { list } from './view/list.js';
import { fallback, skeleton } from './view/skeleton.js';

export class HppCheckout extends LitElement {
  static override styles = styles;
  static override properties = {
    clientKey: { attribute: 'client-key' },
    client_key: {},
    sessionId: { attribute: 'session-id' },
    session_id: {},
    backendUrl: { attribute: 'backend-url' },
    sessionIdParam: { attribute: 'session-id-param' },
    allowedRedirectOrigins: { attribute: 'allowed-redirect-origins' },
    skeletonRows: { attribute: 'skeleton-rows', type: Number },
    theme: { reflect: true },
  };

  declare clientKey: string | null | undefined;
  declare client_key: string | null | undefined;
  declare sessionId: string | null | undefined;
  declare session_id: string | null | undefined;
  declare backendUrl: string;
  declare sessionIdParam: string | null;
  declare allowedRedirectOrigins: string;
  declare skeletonRows: number;
  declare theme: 'auto' | 'light' | 'dark' | null;
  /** The outside world. Replaced by tests only. @internal */
  ports: Ports = browserPorts;

  readonly #controller = new SessionController(this);
  #connected = false;
  /** The configuration in use, as text: a change of it starts over. */
  #config = '';

  constructor() {
    super();
    this.backendUrl = '/api/checkout';
    this.sessionIdParam = null;
    this.allowedRedirectOrigins = '';
    this.skeletonRows = 3;
    this.theme = null;
  }

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
    this.#controller.dispatch({ type: 'pay' });
  }

  /** Does what the cancel button does. */
  cancel(): void {
    this.#controller.dispatch({ type: 'cancel' });
  }

  #configure(last = false): void {
    const config = readConfig(this, this.ports);
    const text = JSON.stringify(config);
    if (text === this.#config) return;
    if (typeof config !== 'string') {
      this.#config = text;
      this.#controller.configure(config);
    } else if (last) {
      this.#config = '';
      this.#controller.dispatch({ type: 'misconfigured', failure: { code: config } });
    }
  }

  protected override willUpdate(): void {
    if (this.#connected) this.#configure();
  }

  #context(): ViewContext {
    const { api, journey, dispatch } = this.#controller;
    const data = this.ports.global('HppData') as { readonly cancel_url?: unknown } | undefined;
    return {
      strings: en,
      locale: 'en',
      backend: api?.backend ?? '',
      skeletonRows: this.skeletonRows,
      phase: this.state,
      cancelable: Boolean(data?.cancel_url),
      extras: journey,
      send: dispatch,
      reload: () => this.reload(),
    };
  }

  protected override render() {
    const { state, journey } = this.#controller;
    const context = this.#context();
    const draw = state.phase === 'broken' ? fallback : skeleton;
    return html`<div class="root" part="root">
        ${
          journey
            ? journey.screen(state, context)
            : state.phase === 'choosing'
              ? list(state, context)
              : draw(context)
        }
      </div>
      <p class="status" role="status">${journey?.status(state)}</p>`;
  }
}
