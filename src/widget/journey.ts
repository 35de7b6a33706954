import { browserNavigation } from './navigation.js';
import { browserAttention, watchSurroundings, watchReturns } from './attention.js';
import type { Api } from './client.js';
import { HppErrorEvent } from './events.js';
import { HppCancelEvent, HppSettledEvent } from './journey-events.js';
import { followWithFocus } from './focus.js';
import { createExtras, type Extras } from './extras.js';
import { journeyStyles } from './journey.styles.js';
import { enJourney } from './locales/en-journey.js';
import { loadRemedies } from './on-demand.js';
import type { Host } from './session/session-controller.js';
import { journeyTransition } from './session/journey-transition.js';
import type { CheckoutEvent, CheckoutState, Failure } from './session/state.js';
import { mix } from './locales/mix.js';
import { perform } from './perform.js';
import type { Announcement, Step, Work } from './session/effects.js';
import { browserChannel, createTabs } from './tabs.js';
import type { JourneyContext, ListExtras, ViewContext } from './view/context.js';
import { after } from './view/after.js';
import { IdempotencyKeys } from './idempotency.js';
import { above, below } from './view/alerts.js';
import { time } from './view/time.js';
import { options } from './view/options.js';
import { screen } from './view/screen.js';
import { status } from './view/status.js';
import { summary } from './view/summary.js';
import { recover } from './recover.js';

/** Everything after the list. It is fetched once the list is shown, so that a click finds it. */
export interface Journey extends ListExtras {
  transition(state: CheckoutState, event: CheckoutEvent): Step;
  perform(work: Work, signal: AbortSignal, report: (event: CheckoutEvent) => void): void;
  announce(announcement: Announcement): void;
  /** Listens for the shopper's return to the page, as long as the signal lives. */
  watch(signal: AbortSignal): void;
  screen(state: CheckoutState, context: ViewContext): unknown;
  /** The words of the live region. */
  status(state: CheckoutState, context: ViewContext): string;
}

/** What the journey needs from the controller that it serves. */
export interface Driver {
  readonly api: Api | undefined;
  readonly state: CheckoutState;
  dispatch(event: CheckoutEvent): void;
}

/** The journey of one widget: widgets share no state. */
export function createJourney(
  host: Host,
  driver: Driver,
  navigation = browserNavigation,
  attention = browserAttention,
  openChannel = browserChannel,
): Journey {
  const settled = new Set<string>();
  const keys = new IdempotencyKeys();
  const tabs = createTabs(driver, openChannel);
  const workplace = { host, navigation, attention, keys, tabs, api: () => driver.api };
  const extras = createExtras(host, driver, attention);
  const inFull = memo((context: ViewContext) => withAllWords(context, extras));
  const inWords =
    <State, Words>(view: (state: State, context: JourneyContext) => Words) =>
    (state: State, context: ViewContext) =>
      view(state, inFull(context));
  addStyles(host.renderRoot);
  followWithFocus(host, () => driver.state);
  return {
    transition: journeyTransition,
    perform: (work, signal, report) => void perform(workplace, work, signal, report),
    announce: (announcement) => {
      // Only what is new: two tabs that tell each other what both know would never stop.
      if (announce(host, announcement, settled)) tabs.tell();
    },
    watch: (signal) => {
      watchReturns(host.ports, attention, signal, (event) => driver.dispatch(event));
      watchSurroundings(host, signal);
      tabs.watch(signal);
      extras.timing.watch(signal);
    },
    screen: inWords(screen),
    status: inWords(status),
    above: inWords(above),
    below: inWords(below),
    summary: inWords(summary),
    options: inWords(options),
    time: inWords(time),
    after: inWords(after),
  };
}

/** What the first screen took for its words holds those of any later screen, if not in English. */
function withAllWords(context: ViewContext, extras: Extras): JourneyContext {
  const { strings } = context;
  return {
    ...context,
    ...extras.now(),
    strings: { ...strings, ...mix(enJourney, [strings]) },
  };
}

/** The last answer again for the same question: one rendering asks many times. */
function memo<Q, A>(answer: (question: Q) => A): (question: Q) => A {
  let last: { readonly question: Q; readonly answer: A } | undefined;
  return (question) =>
    (last = last?.question === question ? last : { question, answer: answer(question) }).answer;
}

export { recover };

/** The module as the first screen fetches it. */
export interface JourneyModule {
  readonly createJourney: (host: Host, driver: Driver) => Journey;
  readonly recover: typeof recover;
}

/** True for news about the session. */
function announce(host: Host, announcement: Announcement, settled: Set<string>): boolean {
  switch (announcement.type) {
    case 'cancel_left':
      host.dispatchEvent(new HppCancelEvent(announcement.canceled, announcement.url));
      return announcement.canceled;
    case 'settle':
      if (settled.has(announcement.key)) return false;
      settled.add(announcement.key);
      host.dispatchEvent(new HppSettledEvent(announcement.outcome, announcement.session));
      return true;
    case 'error': {
      const { failure } = announcement;
      host.dispatchEvent(new HppErrorEvent(failure, failure.detail ?? failure.code));
      void explain(failure);
      return false;
    }
    default:
      return false;
  }
}

/** The developer who has the console open should not need a listener to find the remedy. */
async function explain(failure: Failure): Promise<void> {
  const { code, detail = code, requestId } = failure;
  const remedy = await loadRemedies().then(
    ({ remedyOf }) => remedyOf(failure),
    () => detail,
  );
  // eslint-disable-next-line no-console
  console.warn(`<hpp-checkout> ${remedy}${requestId ? ` (request ${requestId})` : ''}`);
}

function addStyles(root: HTMLElement | DocumentFragment): void {
  const sheet = journeyStyles.styleSheet;
  if (sheet && root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets.push(sheet);
}
