import assert from 'node:assert/strict';
import type { BrowserContext, ConsoleMessage, Request } from 'playwright-core';

interface Seen {
  readonly method: string;
  readonly url: URL;
  /** The origin of the page that asked. */
  readonly from: string;
  readonly navigation: boolean;
}

/** Records what the browser asks for and complains about while it is on the shop's origin. */
export class PageLog {
  readonly requests: Seen[] = [];
  readonly complaints: string[] = [];
  readonly #origin: string;
  readonly #expects: readonly RegExp[];

  constructor(context: BrowserContext, origin: string, expects: readonly RegExp[]) {
    this.#origin = origin;
    this.#expects = expects;
    context.on('request', (request) => this.#record(request));
    context.on('console', (message) => this.#hear(message));
    context.on('weberror', (error) => this.complaints.push(`uncaught: ${error.error().message}`));
  }

  #record(request: Request): void {
    const url = new URL(request.url());
    if (url.protocol === 'data:') return;
    const navigation = request.isNavigationRequest();
    const from = navigation ? '' : originOf(request.frame().url());
    this.requests.push({ method: request.method(), url, from, navigation });
  }

  /** Chromium reports a broken content security policy as a console error, too. */
  #hear(message: ConsoleMessage): void {
    const at = originOf(message.location().url);
    if (message.type() !== 'error' || (at !== this.#origin && at !== '')) return;
    this.complaints.push(message.text());
  }

  /** Requests to the backend, as `POST /api/checkout/…`. */
  backend(pattern = /^\/(?:many\/)?api\/checkout\/sessions\//): string[] {
    return this.requests
      .filter(({ url }) => url.origin === this.#origin && pattern.test(url.pathname))
      .map(({ method, url }) => `${method} ${url.pathname}`);
  }

  /** How many payments the page tried to start. */
  starts(): number {
    return this.backend().filter((line) => /^POST .+\/payments$/.test(line)).length;
  }

  /** Navigations to an origin. */
  navigationsTo(origin: string): number {
    return this.requests.filter(({ url, navigation }) => navigation && url.origin === origin)
      .length;
  }

  assertClean(): void {
    const foreign = this.requests.filter(
      ({ from, url, navigation }) =>
        !navigation && from === this.#origin && url.origin !== this.#origin,
    );
    assert.deepEqual(
      foreign.map(({ url }) => url.href),
      [],
      'requests to other origins',
    );
    const complaints = this.complaints.filter(
      (text) => !this.#expects.some((each) => each.test(text)),
    );
    assert.deepEqual(complaints, [], 'complaints in the console');
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
