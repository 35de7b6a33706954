import type { z } from 'zod';
import { callProvider, errorOf, type ProviderCall } from '../provider-fetch.js';
import { stringsIn } from '../redact.js';
import type { PostpayClientSettings } from './client-options.js';
import { codeIn, explainPostpay } from './errors.js';
import type { ListRules } from './lists.js';
import { queryText, type PostpayQuery } from './query.js';
import { pageOf, type PostpayPage } from './wire.js';

/** The media type of the API (seed 004). */
const ACCEPT = 'application/vnd.postpay+json; version=v1';

interface Own<T> extends Pick<ProviderCall<T>, 'action' | 'method' | 'answer'> {
  /** Its parts as they are: they are encoded here. */
  readonly path: readonly string[];
  readonly query?: string;
  readonly body?: unknown;
  readonly signal: AbortSignal | undefined;
  /** Why this must not be sent. */
  readonly problems?: readonly string[];
}

export type PostpayCall = <T>(own: Own<T>) => Promise<T>;

/** One call, with the credentials of one account. Throws `invalid_request` for what is not sent. */
export function callWith(settings: PostpayClientSettings): PostpayCall {
  const { gateway, fetch, timeoutMs, baseUrl, authorization } = settings;
  return async <T>({ path, query = '', signal, problems = [], ...own }: Own<T>): Promise<T> => {
    // The secret of a hook, and its URL with a secret in it.
    const ofHook = [inside(own.body, 'secret'), inside(own.body, 'url')].flatMap(stringsIn);
    const secrets = [...settings.secrets, ...ofHook];
    const request: ProviderCall<T> = {
      ...own,
      gateway,
      fetch,
      timeoutMs,
      url: `${baseUrl}/${path.map(encodeURIComponent).join('/')}${query}`,
      headers: { authorization, accept: ACCEPT },
      signal: signal ?? new AbortController().signal,
      explain: explainPostpay,
      codeIn,
      credentials: 'merchantId and secretKey, and what they may do',
      hidden: { secrets, personal: personalIn(own.body) },
    };
    const wrong = [...problems, ...pathProblems(path)];
    if (wrong.length === 0) return callProvider(request);
    throw errorOf(request, 'invalid_request', `Nothing was sent. Correct ${wrong.join('; ')}.`);
  };
}

/** A list with its documented filters, orders and pages. */
export function listWith<T, R extends ListRules>(
  call: PostpayCall,
  {
    action,
    path,
    row,
    rules,
  }: { action: string; path: readonly string[]; row: z.ZodType<T>; rules: R },
): (query?: PostpayQuery<R>, signal?: AbortSignal) => Promise<PostpayPage<T>> {
  const answer = pageOf(row);
  return (wanted = {}, signal) => {
    const { text: query, problems } = queryText(rules, wanted);
    return call({ action, method: 'GET', path, query, problems, answer, signal });
  };
}

/** A URL drops such a part of its path: another endpoint would be called. */
const pathProblems = (path: readonly string[]): readonly string[] =>
  path.some((part) => /^\.{0,2}$/.test(part)) ? ['the id: give one'] : [];

const inside = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** Everything in a request that is about the customer: an error answer may quote it. */
const personalIn = (body: unknown): string[] =>
  [
    inside(body, 'customer'),
    inside(body, 'billing_address'),
    inside(inside(body, 'shipping'), 'address'),
  ].flatMap(stringsIn);
