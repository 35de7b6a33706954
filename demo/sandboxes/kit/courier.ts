import { z } from 'zod';
import { within, type Sleep } from './clock.js';
import { hexId } from './ids.js';

/** How a webhook is spoilt: another key, no signature at all, or a body altered after signing. */
export const Forgery = z.enum(['none', 'signature', 'unsigned', 'body']);
export type Forgery = z.infer<typeof Forgery>;

export const WebhookBehaviour = z.strictObject({
  /** hold: kept until released. drop: never sent. */
  mode: z.enum(['deliver', 'hold', 'drop']),
  /** Waits before sending. */
  delay_ms: z.int().min(0),
  /** How often the same webhook is sent, one after the other. */
  copies: z.int().min(1).max(20),
  forge: Forgery,
  /** continues: the shopper is redirected at once, whatever becomes of the webhook. */
  shopper: z.enum(['waits', 'continues']),
  /** Back to normal after so many webhooks; null: until changed. */
  times: z.int().min(1).nullable(),
});
export type WebhookBehaviour = z.infer<typeof WebhookBehaviour>;

export const FAITHFUL: WebhookBehaviour = {
  mode: 'deliver',
  delay_ms: 0,
  copies: 1,
  forge: 'none',
  shopper: 'waits',
  times: null,
};

export interface WebhookAnswer {
  readonly at: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly body: string;
  readonly error: 'timed_out' | 'unreachable' | null;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly event: string;
  /** Session id of the payment. */
  readonly payment: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  status: 'waiting' | 'held' | 'dropped' | 'answered' | 'unanswered';
  /** One per try, in order. */
  readonly answers: WebhookAnswer[];
}

export interface SignedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OutgoingWebhook {
  readonly event: string;
  readonly payment: string;
  readonly url: string;
  readonly build: (forge: Forgery) => Promise<SignedBody>;
}

export interface CourierOptions {
  readonly deliver: (request: Request) => Promise<Response>;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly timeoutMs: number;
  /** Further tries after an end that `retryOn` names. */
  readonly retries: number;
  /** failure: a time-out, no connection, or an answer that is not 2xx. Default: a time-out only. */
  readonly retryOn?: 'time_out' | 'failure';
  readonly retryAfterMs: number;
}

/** What the sender of a webhook learns, and when. */
export interface Dispatch {
  readonly delivery: WebhookDelivery;
  readonly shopper: WebhookBehaviour['shopper'];
  /** Resolves with the end of the first try; at once when held or dropped. */
  readonly first: Promise<void>;
}

const KEPT = 500;

/** Sends webhooks, well or badly, and remembers what was answered. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #pending = new Set<Promise<unknown>>();
  #behaviour: WebhookBehaviour = FAITHFUL;
  #deliveries: WebhookDelivery[] = [];
  #held: { delivery: WebhookDelivery; behaviour: WebhookBehaviour }[] = [];

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  get behaviour(): WebhookBehaviour {
    return this.#behaviour;
  }

  deliveries(): readonly WebhookDelivery[] {
    return this.#deliveries;
  }

  set(behaviour: Partial<WebhookBehaviour>): void {
    this.#behaviour = WebhookBehaviour.parse({ ...this.#behaviour, ...behaviour });
  }

  reset(): void {
    this.#behaviour = FAITHFUL;
    this.#deliveries = [];
    this.#held = [];
  }

  dispatch(webhook: OutgoingWebhook): Promise<Dispatch> {
    return this.#track(this.#dispatch(webhook));
  }

  async release(order: 'in_order' | 'reversed' = 'in_order'): Promise<void> {
    const held = this.#held.splice(0);
    if (order === 'reversed') held.reverse();
    for (const { delivery, behaviour } of held) {
      await this.#track(this.#run(delivery, { ...behaviour, mode: 'deliver' }).all);
    }
  }

  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  async #dispatch(webhook: OutgoingWebhook): Promise<Dispatch> {
    const behaviour = this.#take();
    const { event, payment, url, build } = webhook;
    const { headers, body } = await build(behaviour.forge);
    const id = hexId(16);
    const delivery: WebhookDelivery = {
      id,
      event,
      payment,
      url,
      headers,
      body,
      status: 'waiting',
      answers: [],
    };
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > KEPT) this.#deliveries.shift();
    const { shopper } = behaviour;
    if (behaviour.mode === 'deliver') {
      const { first, all } = this.#run(delivery, behaviour);
      void this.#track(all);
      return { delivery, shopper, first };
    }
    delivery.status = behaviour.mode === 'hold' ? 'held' : 'dropped';
    if (behaviour.mode === 'hold') this.#held.push({ delivery, behaviour });
    return { delivery, shopper, first: Promise.resolve() };
  }

  /** The behaviour for one webhook, one use of it spent. */
  #take(): WebhookBehaviour {
    const taken = this.#behaviour;
    if (taken.times !== null) {
      this.#behaviour = taken.times === 1 ? FAITHFUL : { ...taken, times: taken.times - 1 };
    }
    return taken;
  }

  #run(delivery: WebhookDelivery, behaviour: WebhookBehaviour) {
    const first = this.#first(delivery, behaviour.delay_ms);
    const all = first.then(() => this.#rest(delivery, behaviour.copies - 1));
    return { first, all };
  }

  async #first(delivery: WebhookDelivery, delayMs: number): Promise<void> {
    delivery.status = 'waiting';
    if (delayMs > 0) await this.#options.sleep(delayMs);
    await this.#try(delivery);
  }

  async #rest(delivery: WebhookDelivery, copies: number): Promise<void> {
    const { retries, retryAfterMs, sleep } = this.#options;
    for (let retry = 0; retry < retries && this.#failed(delivery.answers.at(-1)); retry += 1) {
      await sleep(retryAfterMs);
      await this.#try(delivery);
    }
    for (let copy = 0; copy < copies; copy += 1) await this.#try(delivery);
  }

  #failed(answer: WebhookAnswer | undefined): boolean {
    if (this.#options.retryOn !== 'failure') return answer?.error === 'timed_out';
    return answer?.status == null || answer.status < 200 || answer.status > 299;
  }

  async #try(delivery: WebhookDelivery): Promise<void> {
    const { deliver, sleep, timeoutMs, now } = this.#options;
    const abort = new AbortController();
    const { url, headers, body } = delivery;
    const request = new Request(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: abort.signal,
    });
    const answer = await within(ask(deliver, request), timeoutMs, sleep);
    if (answer === 'timed_out') abort.abort();
    const at = new Date(now()).toISOString();
    const end =
      answer === 'timed_out' ? ({ status: null, body: '', error: 'timed_out' } as const) : answer;
    delivery.answers.push({ at, ...end });
    delivery.status = delivery.answers.some((each) => each.status !== null)
      ? 'answered'
      : 'unanswered';
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#pending.add(work);
    const done = (): void => void this.#pending.delete(work);
    work.then(done, done);
    return work;
  }
}

async function ask(
  deliver: CourierOptions['deliver'],
  request: Request,
): Promise<Omit<WebhookAnswer, 'at'>> {
  try {
    const response = await deliver(request);
    return { status: response.status, body: (await response.text()).slice(0, 2000), error: null };
  } catch {
    return { status: null, body: '', error: 'unreachable' };
  }
}
