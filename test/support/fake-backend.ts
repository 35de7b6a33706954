import { aSession, anAttempt } from './session-fixtures.js';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly init: RequestInit;
  readonly body: unknown;
}

export type Reply = (received: Received) => Response | Promise<Response>;

/**
 * An answer whose body is there at once. Firefox reads a body of the platform on a thread of its own,
 * so how many ticks that takes would depend on how busy the machine is.
 */
export const text = (body: string | null, status = 200, headers: Record<string, string> = {}) =>
  Object.assign(new Response(body, { status, headers }), {
    text: () => Promise.resolve(body ?? ''),
  });

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  text(JSON.stringify(body), status, headers);

export const problem = (status: number, code: string, more: object = {}) =>
  json({ code, detail: `about ${code}`, request_id: 'req_1', ...more }, status);

export const networkError: Reply = () => Promise.reject(new TypeError('Failed to fetch'));

/** Never answers; rejects when the request is aborted, as a browser does. */
export const silence: Reply = ({ init }) =>
  new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(new DOMException('x', 'AbortError')));
  });

/** A merchant backend as a fetch port: each endpoint replies as told, and every request is kept. */
export class FakeBackend {
  session = aSession();
  readonly received: Received[] = [];
  /** Replies that are used once each, in turn, before the standing ones. */
  readonly nextReads: Reply[] = [];
  readonly nextStarts: Reply[] = [];
  read: Reply = () => json(this.session);
  start: Reply = () =>
    json({ attempt: anAttempt(), redirect: { method: 'GET', url: 'https://pay.example/x' } }, 201);
  cancel: Reply = () =>
    json({
      session: aSession({ state: 'canceled' }),
      redirect_url: 'https://shop.example/canceled',
    });

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const received = { method, url, headers: new Headers(init.headers), init, body };
    this.received.push(received);
    if (url.endsWith('/payments')) return (this.nextStarts.shift() ?? this.start)(received);
    if (url.endsWith('/cancel')) return this.cancel(received);
    return (this.nextReads.shift() ?? this.read)(received);
  };

  get reads(): Received[] {
    return this.received.filter(({ method }) => method === 'GET');
  }

  get starts(): Received[] {
    return this.received.filter(({ url }) => url.endsWith('/payments'));
  }

  get cancels(): Received[] {
    return this.received.filter(({ url }) => url.endsWith('/cancel'));
  }
}
