import { CLIENT_KEY_HEADER, fillPath } from '../contract/http.js';
import type { Subject } from './options.js';

/** What kind of answer it is: not every fact holds for each. */
export type AnswerKind = 'endpoint' | 'image' | 'preflight';

export interface Question {
  readonly method: string;
  /** A path of the contract, with its `:session_id`. */
  readonly path: string;
  /** What is special about it, in words: "with a wrong client key". */
  readonly how?: string;
  readonly sessionId?: string;
  /** `null` takes a usual header away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** As it is; anything but a string or bytes is written as JSON. */
  readonly body?: unknown;
  readonly kind?: AnswerKind;
}

export interface Answer {
  /** The request in words, without the session id: it is a secret. */
  readonly to: string;
  readonly kind: AnswerKind;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when it is not JSON. */
  readonly body: unknown;
  /** Why there was no answer; null when there was one. */
  readonly silence: string | null;
}

export type Ask = (question: Question) => Promise<Answer>;

export interface Exchange {
  /** Sends as the widget does. Never rejects. */
  readonly ask: Ask;
  /** The same for an image, by its URL: as an `<img>`, without any key. */
  readonly look: (url: string) => Promise<Answer>;
  /** Everything that was answered so far. */
  readonly answers: readonly Answer[];
}

export function createExchange(subject: Subject): Exchange {
  const answers: Answer[] = [];

  async function send(to: string, kind: AnswerKind, url: string, init: RequestInit) {
    const answer = await answerTo(to, kind, subject, url, init);
    if (answer.silence === null) answers.push(answer);
    return answer;
  }

  return {
    answers,
    ask({ method, path, how, sessionId = subject.sessionId, headers, body, kind = 'endpoint' }) {
      const url = subject.backendUrl + fillPath(path, { session_id: sessionId });
      const given = { [CLIENT_KEY_HEADER]: subject.clientKey, ...jsonHeader(body), ...headers };
      const init = { method, headers: without(given), ...(body !== undefined && bodyOf(body)) };
      return send(`${method} ${path}${how ? ` ${how}` : ''}`, kind, url, init);
    },
    look: (url) => send(`GET ${new URL(url).pathname}`, 'image', url, { method: 'GET' }),
  };
}

async function answerTo(
  to: string,
  kind: AnswerKind,
  { fetch, timeoutMs }: Subject,
  url: string,
  init: RequestInit,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // The widget follows no redirect either: another origin must not learn the session id.
    const response = await fetch(new Request(url, { ...init, redirect: 'manual', signal }));
    const { status, headers } = response;
    if (kind === 'image') await response.body?.cancel();
    const body = kind === 'endpoint' ? parsed(await response.text()) : undefined;
    return { to, kind, status, headers, body, silence: null };
  } catch (error) {
    return { to, kind, status: 0, headers: new Headers(), body: undefined, silence: why(error) };
  }
}

function jsonHeader(body: unknown): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'Content-Type': 'application/json' };
}

function without(headers: Readonly<Record<string, string | null>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
}

/** As bytes: a string would bring a content type of its own along. */
function bodyOf(body: unknown): { body: Uint8Array<ArrayBuffer> } {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: new TextEncoder().encode(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch` hides what happened in the cause of its error. */
function why(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return cause.message === '' ? code : `${code}: ${cause.message}`;
}
