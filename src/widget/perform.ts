import { cancelAt } from './canceling.js';
import { readSession, type Api } from './client.js';
import { askPage } from './hooks.js';
import { IdempotencyKeys } from './idempotency.js';
import {
  HppBeforeCancelEvent,
  HppBeforeRedirectEvent,
  HppRedirectEvent,
} from './journey-events.js';
import type { Navigation } from './navigation.js';
import { poll, type Attention } from './polling.js';
import type { Work } from './session/effects.js';
import type { Host } from './session/session-controller.js';
import type { CheckoutEvent } from './session/state.js';
import { startOrder } from './starting.js';
import type { Tabs } from './tabs.js';
import type { UrlPolicy } from './url-policy.js';

/** What the work needs from the widget that it is done for. */
export interface Workplace {
  readonly host: Host;
  readonly navigation: Navigation;
  readonly attention: Attention;
  readonly keys: IdempotencyKeys;
  readonly tabs: Tabs;
  api(): Api | undefined;
}

type Report = (event: CheckoutEvent) => void;

/** Does the work that an effect names. Results go through `report`, which drops stale ones. */
export async function perform(
  place: Workplace,
  work: Work,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  const { host, navigation, attention, keys } = place;
  if (await isOver(host, signal)) return;
  const api = place.api();
  switch (work.type) {
    case 'ask': {
      const event = new HppBeforeRedirectEvent(work.order.method, work.session);
      void askPage(host, event, host.ports, signal).then(report);
      break;
    }
    case 'ask_cancel':
      void askPage(host, new HppBeforeCancelEvent(work.session), host.ports, signal).then(report);
      break;
    case 'start':
      if (api)
        void startOrder(api, work.session, work.order, keys, policyOf(host), signal).then(report);
      break;
    case 'leave':
      void leave(place, work, signal, report);
      break;
    case 'cancel':
      void cancelAt(api, work.from, cancelUrlOf(host), policyOf(host), signal).then(report);
      break;
    case 'depart':
      navigation.go(work.url);
      break;
    case 'poll':
      if (api)
        void poll(host.ports, attention, () => readSession(api, signal), work.now, signal, report);
      break;
    case 'load':
    case 'defer':
      // Done by the controller, which has to do them before this code is here.
      break;
  }
}

/** `window.HppData.cancel_url`, which goes before every other place to go to. */
export function cancelUrlOf({ ports }: Pick<Host, 'ports'>): string | null {
  const data = ports.global('HppData') as { readonly cancel_url?: unknown } | null | undefined;
  return typeof data?.cancel_url === 'string' && data.cancel_url ? data.cancel_url : null;
}

/**
 * Lets the element draw, and take what the page has set just now: when that is another session, what
 * was to be done for the old one is over.
 */
async function isOver(host: Host, signal: AbortSignal): Promise<boolean> {
  await host.updateComplete;
  return signal.aborted;
}

/** One navigation, once the page shows where it leads to. */
async function leave(
  { host, navigation, tabs }: Workplace,
  { attempt, redirect }: Work & { type: 'leave' },
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  document.addEventListener(
    'securitypolicyviolation',
    (event) => {
      if (event.effectiveDirective === 'form-action') report({ type: 'blocked' });
    },
    { signal },
  );
  host.dispatchEvent(new HppRedirectEvent(attempt));
  if (await isOver(host, signal)) return;
  tabs.tell();
  const form = host.renderRoot.querySelector('form');
  if (redirect.method === 'GET') {
    if (!navigation.go(redirect.url)) report({ type: 'blocked' });
  } else if (form) navigation.post(form);
}

export function policyOf(host: Host): UrlPolicy {
  const list = host.getAttribute('allowed-redirect-origins') ?? '';
  const origins = list
    .split(/[\s,]+/)
    .filter(Boolean)
    // What is no URL stays in the list, where it matches nothing: a mistake must not open it.
    .map((each) => (URL.canParse(each) ? new URL(each).origin : each));
  return { page: host.ports.href(), origins };
}
