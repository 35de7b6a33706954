import { CLIENT_KEY, PUBLIC_URL } from '../support/shop.js';
import type { Lie } from './fixture.js';

/** A request as a lie may look at it. */
export interface Seen {
  readonly method: string;
  /** Below the backend, with `:id` in the place of the session's id. */
  readonly path: string;
  readonly header: (name: string) => string | null;
  /** Undefined when it is not JSON. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export type When = (seen: Seen) => boolean;
export type Change = (response: Response, seen: Seen) => Promise<Response> | Response;
export type Json = Record<string, unknown>;

/** Changes the true answers to some requests. */
export function change(when: When, how: Change): Lie {
  return async (request, next) => {
    const seen = await seenIn(request);
    const response = await next(request);
    return when(seen) ? how(response, seen) : response;
  };
}

/** Changes some requests on their way, so that the backend does not see what is wrong with them. */
export function blind(when: When, headers: Readonly<Record<string, string | null>>): Lie {
  return async (request, next) => {
    if (!when(await seenIn(request))) return next(request);
    return next(new Request(request, { headers: changed(request.headers, headers) }));
  };
}

/** Real ids are longer than those that the check makes up. */
const REAL_ID = /\/[\w-]{40,}(?=\/|$)/;

async function seenIn(request: Request): Promise<Seen> {
  const text = await request.clone().text();
  return {
    method: request.method,
    path: request.url.slice(PUBLIC_URL.length).replace(REAL_ID, '/:id'),
    header: (name) => request.headers.get(name),
    body: parsed(text),
  };
}

function parsed(text: string): Seen['body'] {
  try {
    return JSON.parse(text) as Seen['body'];
  } catch {
    return undefined;
  }
}

/** The same answer with other headers; null takes one away. */
export const headers =
  (values: Readonly<Record<string, string | null>>): Change =>
  ({ body, status, headers: true_ }) =>
    new Response(body, { status, headers: changed(true_, values) });

function changed(before: Headers, values: Readonly<Record<string, string | null>>): Headers {
  const after = new Headers(before);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) after.delete(name);
    else after.set(name, value);
  }
  return after;
}

/** The same answer with another body, given as it was. */
export const body =
  (how: (json: Json) => unknown): Change =>
  async (response) => {
    const json = (await response.json()) as Json;
    const { status, headers: true_ } = response;
    return new Response(JSON.stringify(how(json)), { status, headers: true_ });
  };

/** The same answer with some fields replaced. */
export const fields = (values: Json): Change => body((json) => ({ ...json, ...values }));

/** A refusal in the place of the answer, whole but for being another one. */
export const refusal =
  (status: number, code: string): Change =>
  ({ headers: true_ }) =>
    new Response(JSON.stringify({ status, code, request_id: true_.get('Request-Id') }), {
      status,
      headers: changed(true_, { 'Content-Type': 'application/problem+json', Allow: null }),
    });

/** True at the nth request for which `when` is. */
export function nth(count: number, when: When): When {
  let seen = 0;
  return (request) => when(request) && (seen += 1) === count;
}

export const hasKey: When = ({ header }) => header('Client-Key') === CLIENT_KEY;

/** The session is read by a page of the backend's own origin. */
export const isRead: When = (seen) =>
  seen.method === 'GET' && seen.path === '/sessions/:id' && hasKey(seen) && !seen.header('Origin');

export const isStart: When = ({ method, path }) =>
  method === 'POST' && path === '/sessions/:id/payments';

export const isCancel: When = ({ method, path }) =>
  method === 'POST' && path === '/sessions/:id/cancel';
