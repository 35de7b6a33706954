import { PaymentSessionView } from '../../contract/payment-session.js';
import { readSession, type Api } from '../client.js';
import type { WidgetConfig } from '../config.js';
import { failureOf } from '../errors.js';
import { HppErrorEvent, HppReadyEvent, HppSelectEvent, HppStateChangeEvent } from '../events.js';
import type { Journey } from '../journey.js';
import type { Ports } from '../ports.js';
import { validate } from '../validate.js';
import type { Effect, Work } from './effects.js';
import type { CheckoutEvent, CheckoutState } from './state.js';
import { transition } from './transition.js';

/** What the controller needs from the element that it drives. */
export interface Host extends Node {
  readonly ports: Ports;
  readonly updateComplete: Promise<boolean>;
  readonly renderRoot: HTMLElement | DocumentFragment;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  requestUpdate(): void;
  /** Of Lit: hooks around each rendering. */
  addController(hooks: { hostUpdate(): void; hostUpdated(): void }): void;
}

/** Milliseconds after which the code behind a click counts as unreachable. */
const MODULE_TIMEOUT = 15_000;

/** Milliseconds of loading after which a word about it is due. */
const SLOW = 5000;

/** Holds the state, runs the effects, and drops every result that is no longer wanted. */
export class SessionController {
  state: CheckoutState = { phase: 'configuring' };
  /** Everything after the list, once it has been fetched. */
  journey: Journey | undefined;
  /** Where to call; undefined until a configuration was found. */
  api: Api | undefined;
  /** Aborted while the element is not in a page. */
  life = new AbortController();

  readonly #host: Host;
  /** Aborted when its phase ends or newer work begins: each result checks that it is still wanted. */
  #work = new AbortController();
  readonly #queue: CheckoutEvent[] = [];
  #waking: Promise<void> | undefined;
  /** The ids of the sessions that were asked for, one after the other: what the page has is old then. */
  #taken = '';

  constructor(host: Host) {
    this.#host = host;
    this.life.abort();
  }

  /** Begins a connection. */
  start(): void {
    this.life = new AbortController();
    this.journey?.watch(this.life.signal);
  }

  /** Ends the connection and all work. */
  stop(): void {
    this.life.abort();
    this.#work.abort();
    this.#waking = undefined;
    this.api = undefined;
    this.state = { phase: 'configuring' };
  }

  /** Starts over with this configuration. */
  configure(config: WidgetConfig): void {
    this.api = { ...config, ports: this.#host.ports };
    this.dispatch({ type: 'configured' });
  }

  /** Events that arrive while effects run wait until these have run. */
  readonly dispatch = (event: CheckoutEvent): void => {
    if (this.life.signal.aborted || this.#queue.push(event) > 1) return;
    for (let next; (next = this.#queue[0]); this.#queue.shift()) this.#advance(next);
  };

  #advance(event: CheckoutEvent): void {
    const previous = this.state.phase;
    const { state, effects } = (this.journey?.transition ?? transition)(this.state, event);
    this.state = state;
    this.#host.requestUpdate();
    if (state.phase !== previous) {
      this.#renew();
      this.#host.dispatchEvent(new HppStateChangeEvent(state.phase, previous));
    }
    for (const effect of effects) this.#run(effect);
  }

  #renew(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case 'ready':
        this.#host.dispatchEvent(new HppReadyEvent(effect.session));
        // So that the list does not wait for what only a click needs.
        void this.#host.updateComplete
          .then(() => this.#host.ports.painted())
          .then(() => this.#wake().catch(ignore));
        if (this.#isForeseen(effect.session)) this.dispatch({ type: 'pay' });
        break;
      case 'select':
        this.#host.dispatchEvent(new HppSelectEvent(effect.method));
        break;
      case 'error':
      case 'settle':
      case 'cancel_left':
        if (this.journey) this.journey.announce(effect);
        else if (effect.type === 'error') {
          const { failure } = effect;
          this.#host.dispatchEvent(new HppErrorEvent(failure, failure.detail ?? failure.code));
        }
        break;
      default:
        this.#begin(effect);
    }
  }

  #begin(work: Work): void {
    const { type } = work;
    const signal = type === 'defer' ? this.#work.signal : this.#renew();
    const report = (event: CheckoutEvent) => {
      if (!signal.aborted) this.dispatch(event);
    };
    if (type === 'defer')
      this.#wake().then(
        () => report(work.event),
        (error: unknown) => {
          const failure = { code: 'module_not_loaded', detail: String(error) } as const;
          report({ type: 'module_failed', failure });
        },
      );
    else if (type !== 'load') this.journey?.perform(work, signal, report);
    else if (this.api) {
      const preloaded = this.#takePreload(this.api);
      if (preloaded) {
        report({ type: 'loaded', session: preloaded });
        return;
      }
      // Code that can say that it takes long, in case it does.
      void this.#host.ports.sleep(SLOW, signal).then(() => this.#wake().catch(ignore));
      readSession(this.api, signal).then(
        (session) => report({ type: 'loaded', session }),
        (error: unknown) => report({ type: 'load_failed', failure: failureOf(error) }),
      );
    }
  }

  /** True where the page wants no list of one method: nobody tried, and there is nothing to choose. */
  #isForeseen({ payment_methods: [only, other], state, terms }: PaymentSessionView): boolean {
    const { ports } = this.#host;
    const isNew = state === 'created' && !ports.isRevisit();
    return Boolean(
      only &&
      !other &&
      !only.unavailable_reason &&
      !only.instalments?.[0] &&
      !terms &&
      isNew &&
      this.#host.hasAttribute('auto-redirect'),
    );
  }

  /** The session that the page brought along: once, and not where the page itself is old. */
  #takePreload({ preload, sessionId, ports }: Api): PaymentSessionView | undefined {
    if (!preload || this.#taken.includes(sessionId) || ports.isRevisit()) return undefined;
    this.#taken += sessionId;
    const checked = validate(PaymentSessionView, preload);
    if (!checked.issues && checked.value.id === sessionId) return checked.value;
    // eslint-disable-next-line no-console
    console.warn('<hpp-checkout> preload:', checked.issues?.[0]?.path ?? 'id');
    return undefined;
  }

  /** Fetches the code behind the list: once, unless it could not be had. */
  #wake(): Promise<void> {
    return (this.#waking ??= this.#fetchJourney().catch((error: unknown) => {
      this.#waking = undefined;
      throw error;
    }));
  }

  async #fetchJourney(): Promise<void> {
    const { ports } = this.#host;
    const late = ports.sleep(MODULE_TIMEOUT, this.life.signal).then(() => {
      throw new Error('timeout');
    });
    const module = await Promise.race([ports.journey(), late]);
    // There already when the element was removed and came back while it was fetched.
    if (this.journey) return;
    this.journey = module.createJourney(this.#host, this);
    // Nothing ends what begins to listen after the end.
    if (!this.life.signal.aborted) this.journey.watch(this.life.signal);
    this.#host.requestUpdate();
  }
}

const ignore = () => undefined;
