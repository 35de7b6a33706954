import type { PaymentSessionView } from '../../src/contract/payment-session.js';
import type { HppCheckout } from '../../src/widget/hpp-checkout.js';
import { createJourney, recover, type JourneyModule } from '../../src/widget/journey.js';
import '../../src/define.js';
import { browserPorts, type Ports } from '../../src/widget/ports.js';
import { FakeBackend } from './fake-backend.js';
import { FakeClock, tick } from './fake-clock.js';
import { aSession, SESSION_ID } from './session-fixtures.js';

const EVENTS = [
  'hpp-ready',
  'hpp-select',
  'hpp-before-redirect',
  'hpp-redirect',
  'hpp-before-cancel',
  'hpp-cancel',
  'hpp-settled',
  'hpp-return',
  'hpp-start-again',
  'hpp-error',
  'hpp-state-change',
] as const;

export interface Options {
  attributes?: Record<string, string>;
  globals?: Record<string, unknown>;
  href?: string;
  /** The page was reached by the back or forward button. */
  revisit?: boolean;
  backend?: FakeBackend;
  /** Done to the element before it is connected. */
  prepare?: (element: HppCheckout) => void;
  journey?: () => Promise<JourneyModule>;
  locale?: Ports['locale'];
}

/** A widget in the page, with everything around it faked: backend, clock, navigation, attention. */
export class Stage {
  readonly backend: FakeBackend;
  readonly clock = new FakeClock();
  readonly element = document.createElement('hpp-checkout');
  readonly heard: Event[] = [];
  /** Where the page went: URLs, or forms with their fields. */
  readonly gone: (string | { action: string; fields: Record<string, string> })[] = [];
  readonly globals: Record<string, unknown>;
  present = true;
  online = true;
  #returned: (() => void)[] = [];

  constructor(options: Options = {}) {
    this.backend = options.backend ?? new FakeBackend();
    this.globals = options.globals ?? {};
    const attributes = options.attributes ?? { 'client-key': 'key', 'session-id': SESSION_ID };
    for (const [name, value] of Object.entries(attributes)) this.element.setAttribute(name, value);
    for (const type of EVENTS)
      this.element.addEventListener(type, (event) => this.heard.push(event));
    this.element.ports = {
      fetch: this.backend.fetch,
      sleep: this.clock.sleep,
      now: this.clock.now,
      random: () => 0.5,
      painted: () => new Promise((resolve) => setTimeout(resolve)),
      isRevisit: () => options.revisit ?? false,
      href: () => options.href ?? 'https://shop.example/checkout',
      global: (name) => this.globals[name],
      journey: options.journey ?? (() => Promise.resolve(this.module)),
      locale: options.locale ?? ((tag) => browserPorts.locale(tag)),
    };
    options.prepare?.(this.element);
    document.body.append(this.element);
  }

  readonly module: JourneyModule = {
    recover,
    createJourney: (host, driver) => this.#create(host, driver),
  };

  #create(...[host, driver]: Parameters<JourneyModule['createJourney']>) {
    const navigation = {
      go: (url: string) => this.gone.push(url) > 0,
      post: (form: HTMLFormElement) => {
        const entries = [...new FormData(form)].map(([name, value]) => [name, value as string]);
        this.gone.push({
          action: form.action,
          fields: Object.fromEntries(entries) as Record<string, string>,
        });
      },
    };
    const attention = {
      isPresent: () => this.present,
      isOnline: () => this.online,
      returned: () => new Promise<void>((resolve) => this.#returned.push(resolve)),
    };
    return createJourney(host, driver, navigation, attention, openChannel);
  }

  /** The shopper looks at the page again. */
  async comeBack(): Promise<void> {
    this.present = true;
    this.#returned.splice(0).forEach((resolve) => resolve());
    await this.settle();
  }

  /** Lets promises, renderings and planned tasks run. */
  async settle(): Promise<this> {
    for (let round = 0; round < 4; round++) {
      await tick();
      await this.element.updateComplete;
    }
    return this;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get text(): string {
    return this.root.querySelector('.root')!.textContent.replace(/\s+/g, ' ').trim();
  }

  get spoken(): string {
    return this.root.querySelector('[role=status]')!.textContent.trim();
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector
  one<E extends Element = HTMLElement>(selector: string): E {
    const found = this.root.querySelector<E>(selector);
    if (!found) throw new Error(`No ${selector} in: ${this.text}`);
    return found;
  }

  /** The words of one element, with plain single spaces. */
  words(selector: string): string {
    return this.one(selector).textContent.replace(/\s+/g, ' ').trim();
  }

  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  /** Presses the button or link with these words. */
  async press(words: string): Promise<void> {
    const buttons = [...this.root.querySelectorAll<HTMLElement>('button, a')];
    const button = buttons.find((each) => each.textContent.replace(/\s+/g, ' ').includes(words));
    if (!button) throw new Error(`No button "${words}" in: ${this.text}`);
    button.click();
    await this.settle();
  }

  async choose(code: string): Promise<void> {
    const at = this.element.session!.payment_methods.findIndex((method) => method.code === code);
    this.root.querySelectorAll<HTMLInputElement>('input[type=radio]')[at]!.click();
    await this.settle();
  }

  events<E extends Event>(type: (typeof EVENTS)[number]): E[] {
    return this.heard.filter((event) => event.type === type) as E[];
  }

  remove(): void {
    this.element.remove();
  }
}

/** Of this file alone: other test files run in other tabs of the same origin. */
const channelName = crypto.randomUUID();
const openChannel = () => new BroadcastChannel(channelName);

const stages: Stage[] = [];

/** A widget that has settled: with its session read and the code behind the list at hand. */
export async function stage(options: Options = {}): Promise<Stage> {
  const made = new Stage(options);
  stages.push(made);
  return made.settle();
}

/** A widget that shows this session. */
export function shown(
  changes: Partial<PaymentSessionView>,
  options: Omit<Options, 'backend'> = {},
): Promise<Stage> {
  const backend = new FakeBackend();
  backend.session = aSession(changes);
  return stage({ ...options, backend });
}

/** The attributes of a widget that knows its session, and more. */
export const withAttributes = (more: Record<string, string>) => ({
  'client-key': 'key',
  'session-id': SESSION_ID,
  ...more,
});

/** Takes every widget out of the page. */
export function clearStages(): void {
  stages.splice(0).forEach((each) => each.remove());
}
