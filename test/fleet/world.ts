import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notice } from '../../src/server/payments/records.js';
import type { BackendConfig, StoreConfig } from './backend.js';
import { MERCHANT_PATH, type Orders } from './merchant.js';
import { openProviders, type Providers } from './providers.js';
import type { Random } from './random.js';

/** Where shoppers and providers believe the merchant to be. Nobody listens there: see `#route`. */
const PUBLIC_URL = 'http://localhost:21500/api/checkout';
const CLIENT_KEY = 'pk_fleet';
const MOST_TRIES = 20;

/** No backend was there, or it died before it answered. */
export class Gone extends Error {
  override readonly name = 'Gone';
}

/** The merchant's own code was refused something. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A refusal as an answer like any other. */
export async function unlessRefused<T>(order: Promise<T>): Promise<T | Refused> {
  try {
    return await order;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface WorldOptions {
  readonly random: Random;
  readonly store: StoreConfig;
  /** For files of its own. */
  readonly home: string;
  /** To how many backends a webhook is sent at the same time. Default: one. */
  readonly webhookCopies?: () => number;
}

type Given<Name extends keyof Orders> = Parameters<Orders[Name]>[0];
type Said<Name extends keyof Orders> = Awaited<ReturnType<Orders[Name]>>;

/**
 * The providers, the clock and the roads between shoppers, providers and the backends of one
 * merchant. What is sent to the public address reaches some backend that serves, over real HTTP.
 */
export class World {
  readonly random: Random;
  /** What was done to each session, for whoever has to find out. */
  readonly journal = new Map<string, string[]>();
  readonly config: Omit<BackendConfig, 'gateways'>;
  readonly #copies: () => number;
  #providers: Providers | undefined;
  #ports: readonly number[] = [];
  #arrivals: (() => void)[] = [];
  #offset = 0;
  /** Requests to the backends that are not answered yet. */
  inFlight = 0;
  /** Sent to the backends so far, webhooks included. */
  requests = 0;

  constructor({ random, store, home, webhookCopies = () => 1 }: WorldOptions) {
    this.random = random;
    this.#copies = webhookCopies;
    const noticesFile = join(home, 'notices.jsonl');
    this.config = { store, publicUrl: PUBLIC_URL, clientKey: CLIENT_KEY, noticesFile };
  }

  async open(): Promise<this> {
    const deliver = (request: Request): Promise<Response> => this.#deliver(request);
    this.#providers = await openProviders({ publicUrl: PUBLIC_URL, now: this.now, deliver });
    return this;
  }

  get providers(): Providers {
    if (!this.#providers) throw new Error('The world is not open.');
    return this.#providers;
  }

  get offset(): number {
    return this.#offset;
  }

  readonly now = (): number => Date.now() + this.#offset;

  /** Says which backends serve from now on. */
  serve(ports: readonly number[]): void {
    this.#ports = ports;
    if (ports.length > 0) for (const arrive of this.#arrivals.splice(0)) arrive();
  }

  /** Resolves when there is a backend. */
  whenServed(): Promise<void> {
    if (this.#ports.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#arrivals.push(resolve));
  }

  /** Moves time, for the providers and for every backend. */
  async advance(ms: number): Promise<void> {
    this.#offset += ms;
    await Promise.all(this.#ports.map((port) => this.order('clock', this.#offset, port)));
  }

  note(session: string, text: string): void {
    const lines = this.journal.get(session) ?? [];
    this.journal.set(session, lines);
    lines.push(`${new Date(this.now()).toISOString()} ${text}`);
  }

  /** What the widget sends. @throws {Gone} */
  async ask(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
    const headers = {
      'Client-Key': CLIENT_KEY,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
    };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return this.#send(this.#somePort(), `/api/checkout${path}`, init);
  }

  /** The browser follows a redirect to the merchant. @throws {Gone} */
  async follow(url: string): Promise<Answer> {
    return this.#send(this.#somePort(), new URL(url).pathname + new URL(url).search, {});
  }

  /** What the merchant's own code does. @throws {Gone} @throws {Refused} */
  async order<Name extends keyof Orders>(
    order: Name,
    given: Given<Name>,
    port = this.#somePort(),
  ): Promise<Said<Name>> {
    const body = JSON.stringify({ order, given });
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#send(port, MERCHANT_PATH, { method: 'POST', body });
      if (answer.status === 200) return answer.body as Said<Name>;
      const refused = new Refused(`${order}: ${JSON.stringify(answer.body)}`);
      // A machine under load: the merchant's code tries again, as anybody's would.
      if (!refused.message.includes('database_unreachable') || tries === MOST_TRIES) throw refused;
    }
  }

  /** The same at every backend at once. */
  everywhere<Name extends keyof Orders>(order: Name, given: Given<Name>): Promise<Said<Name>[]> {
    return Promise.all(this.#ports.map((port) => this.order(order, given, port)));
  }

  /** What the merchant was told so far. The last line may have been cut off by a death. */
  told(): Notice[] {
    const lines = readFileSync(this.config.noticesFile, { encoding: 'utf8', flag: 'a+' });
    return lines
      .split('\n')
      .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Notice] : []));
  }

  #somePort(): number {
    if (this.#ports.length === 0) throw new Gone('no backend');
    return this.random.pick(this.#ports);
  }

  async #send(port: number, path: string, init: RequestInit): Promise<Answer> {
    this.inFlight += 1;
    this.requests += 1;
    try {
      const url = `http://127.0.0.1:${port}${path}`;
      const response = await fetch(url, { ...init, redirect: 'manual' });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    } catch (cause) {
      throw new Gone('the backend died', { cause });
    } finally {
      this.inFlight -= 1;
    }
  }

  /** A webhook; its sender hears the first answer. */
  async #deliver(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const body = await request.arrayBuffer();
    const copies = Array.from({ length: this.#copies() }, () => this.#somePort());
    this.requests += copies.length;
    const { method, headers, signal } = request;
    const sent = copies.map((port) =>
      fetch(`http://127.0.0.1:${port}${pathname}`, { method, headers, body, signal }),
    );
    const [first, ...others] = await Promise.all(
      sent.map(async (answer) => {
        const response = await answer;
        return new Response(await response.text(), { status: response.status });
      }),
    );
    return first ?? others[0] ?? Response.error();
  }
}
