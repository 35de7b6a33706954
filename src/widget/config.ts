import { SessionId } from '../contract/ids.js';
import type { Ports } from './ports.js';
import type { FailureCode } from './session/state.js';
import { parseJson, validate } from './validate.js';

/** What the widget needs before it can ask for the session. */
export interface WidgetConfig {
  readonly clientKey: string;
  readonly sessionId: string;
  /** The absolute URL that endpoint paths are appended to. */
  readonly backend: string;
  /** The session as the page already has it; not checked yet. */
  readonly preload?: unknown;
}

/** The element, as far as configuration goes: attributes first, then properties. */
export interface ConfigSource {
  readonly clientKey: string | null | undefined;
  readonly client_key: string | null | undefined;
  readonly sessionId: string | null | undefined;
  readonly session_id: string | null | undefined;
  readonly backendUrl: string | null | undefined;
  readonly preload: unknown;
  querySelector(selectors: string): Pick<Element, 'textContent'> | null;
  getAttribute(name: string): string | null;
}

/** Reads the configuration once: the values, or the code of the first thing that is wrong. */
export function readConfig(source: ConfigSource, ports: Ports): WidgetConfig | FailureCode {
  const { href, searchParams } = new URL(ports.href());
  const initial = ports.global('InitData') as Readonly<Record<string, unknown>> | null | undefined;
  const preload =
    source.preload ??
    initial?.['session'] ??
    parseJson(source.querySelector('script[type="application/json"]')?.textContent ?? '');
  const pick = (
    snake: 'client_key' | 'session_id',
    camel: 'clientKey' | 'sessionId',
    param?: string | null,
  ) =>
    // An empty text is what a template leaves that has no value yet: not a value.
    [
      source.getAttribute(snake.replace('_', '-')),
      source.getAttribute(snake),
      source[camel],
      source[snake],
      param && searchParams.get(param),
      initial?.[snake],
      snake === 'session_id' && (preload as { readonly id?: unknown } | null | undefined)?.id,
    ].find(Boolean);
  const clientKey = pick('client_key', 'clientKey');
  const sessionId = pick('session_id', 'sessionId', source.getAttribute('session-id-param'));
  const backend = backendOf(source.backendUrl?.length ? source.backendUrl : '/api/checkout', href);
  if (!clientKey) return 'client_key_missing';
  if (!sessionId) return 'session_id_missing';
  // A header value: visible ASCII, so that `fetch` cannot throw on it.
  if (typeof clientKey !== 'string' || !/^[!-~]{1,200}$/.test(clientKey))
    return 'client_key_malformed';
  const checked = validate(SessionId, sessionId);
  if (checked.issues) return 'session_id_malformed';
  return backend
    ? { clientKey, sessionId: checked.value, backend, preload }
    : 'backend_url_malformed';
}

function backendOf(backendUrl: string, page: string): string | null {
  if (!URL.canParse(backendUrl, page)) return null;
  const url = new URL(backendUrl, page);
  const base = url.origin + url.pathname;
  // A query, a fragment or credentials would be lost without a word.
  return base.startsWith('http') && url.href === base ? base.replace(/\/+$/, '') : null;
}

/**
 * Calls `read` at every moment at which a page may have set its configuration: the next task,
 * DOMContentLoaded, load, and one task after it. Only then is `last` true.
 */
export function watchConfig(
  read: (last: boolean) => void,
  signal: AbortSignal,
  page: Pick<Document, 'readyState' | 'addEventListener'> = document,
  frame: Pick<Window, 'addEventListener'> = window,
): void {
  const task = (then: () => void) => setTimeout(() => signal.aborted || then());
  const again = () => read(false);
  const finish = () => {
    again();
    task(() => read(true));
  };
  const ready = page.readyState === 'complete';
  task(ready ? finish : again);
  page.addEventListener('DOMContentLoaded', again, { signal });
  frame.addEventListener('load', finish, { signal });
}
