/**
 * Time and network of the gallery, in place before the widget is. Time stands still, so that a state
 * can be looked at for as long as one likes; where a scene lets it pass, it leaps to the next moment
 * at which something is due, but for no request that is under way.
 */
import { answerTo, isOfScene } from './answers.js';
import type { Answer } from './scene.js';
import { NOW } from './sessions.js';

/** Shorter delays are none that a scene is about: they pass as they do everywhere. */
const SHORT = 250;

interface Due {
  readonly at: number;
  readonly every: number | null;
  readonly run: () => void;
}

let now = 0;
let end = 0;
let underWay = 0;
const plan = new Map<number, Due>();
/** Milliseconds by a clock that does not stand still. */
export const realNow = performance.now.bind(performance);

const real = {
  fetch: window.fetch.bind(window),
  setTimeout: window.setTimeout.bind(window),
  setInterval: window.setInterval.bind(window),
  clearTimeout: window.clearTimeout.bind(window),
};

/** Lets milliseconds pass, as fast as the scene can follow. */
export function pass(ms: number): void {
  end += ms;
}

/** Below zero, where the browser has no timer of its own. */
let lastId = 0;

function timer(repeated: boolean) {
  const own = repeated ? real.setInterval : real.setTimeout;
  return (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number => {
    if (ms < SHORT) return own(() => run(...args), ms);
    plan.set(--lastId, { at: now + ms, every: repeated ? ms : null, run: () => run(...args) });
    return lastId;
  };
}

function clear(id = 0): void {
  if (id < 0) plan.delete(id);
  else real.clearTimeout(id);
}

function leap(): void {
  if (underWay > 0) return;
  const [first] = [...plan].sort(([, one], [, other]) => one.at - other.at);
  if (first === undefined || first[1].at > end) return;
  const [id, { at, every, run }] = first;
  now = at;
  plan.delete(id);
  if (every !== null) plan.set(id, { at: at + every, every, run });
  run();
}

const asked = new Map<string, number>();
/** What was heard already: ten minutes of the same question need no server. */
const heard = new Map<Answer, Heard>();

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function ask(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input, location.href);
  if (!isOfScene(url.pathname)) return real.fetch(input, init);
  const { method = 'GET', signal } = init;
  const kind = `${method} ${url.pathname}`;
  const nth = (asked.get(kind) ?? 0) + 1;
  asked.set(kind, nth);
  const answer = answerTo(method, url.pathname, nth);
  if (answer === 'unreachable') throw new TypeError('The line is cut.');
  if (answer === 'silence')
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
    });
  underWay++;
  try {
    url.searchParams.set('nth', String(nth));
    const { text, ...response } = heard.get(answer) ?? (await hear(url, init));
    heard.set(answer, { text, ...response });
    return new Response(text, response);
  } finally {
    // Not before it was read: what waits for an answer must not see time leap.
    real.setTimeout(() => underWay--, 8);
  }
}

async function hear(url: URL, init: RequestInit): Promise<Heard> {
  const response = await real.fetch(url, init);
  const { status, headers } = response;
  return { status, headers, text: await response.text() };
}

Object.assign(window, {
  fetch: ask,
  setTimeout: timer(false),
  setInterval: timer(true),
  clearTimeout: clear,
  clearInterval: clear,
});
const start = Date.parse(NOW);
Date.now = () => start + now;
performance.now = () => now;
real.setInterval(leap, 1);
