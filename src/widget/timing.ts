import type { Driver } from './journey.js';
import { isSuccess } from './session/place.js';
import type { Host } from './session/session-controller.js';
import type { Phase } from './session/state.js';
import { COUNTED } from './view/time.js';
import type { Later } from './view/context.js';

/** Milliseconds after which a shopper wonders whether anything happens. */
const PATIENCE = 5000;
/** Milliseconds until the backend is asked again that did not take an expired session for one. */
const ASK_AGAIN = 10_000;

/** What the time that passes changes on the screen. */
export type Moment = Pick<Later, 'left' | 'returningIn' | 'returnAfter' | 'slow'>;

export interface Timing {
  moment(): Moment;
  /** The shopper wants to stay where they are. */
  stay(): void;
  /** Lets time pass, as long as the signal lives. */
  watch(signal: AbortSignal): void;
}

/** Draws again when time changes something, and only then. */
export function createTiming(
  host: Host,
  driver: Driver,
  returnAfter: () => number | null,
  goBack: () => void,
): Timing {
  const { ports } = host;
  let { state } = driver;
  let told = '';
  let [since, received] = [ports.now(), ports.now()];
  // The code that tells the time comes early only where the list is late.
  let impatient = state.phase === 'loading';
  let staying = false;
  let life = AbortSignal.abort();
  let ticking = new AbortController();

  const moment = (): Moment => {
    const { phase } = state;
    const after =
      phase === 'settled' && isSuccess(state.outcome) && !staying ? returnAfter() : null;
    const waited = ports.now() - since;
    return {
      left: phase === 'choosing' ? leftOf(state.session, ports.now() - received) : null,
      returnAfter: after,
      returningIn: after && Math.max(0, after - Math.floor(waited / 1000)),
      slow: isBusy(phase) && (impatient || waited >= PATIENCE) ? phase : null,
    };
  };

  /** Milliseconds until the picture changes; null when time changes nothing. */
  const pause = ({ left, returningIn, slow }: Moment): number | null => {
    if (returningIn !== null) return 1000;
    if (left !== null && left <= 0) return ASK_AGAIN;
    if (left !== null) return left > COUNTED ? 60_000 : 1000;
    return !slow && isBusy(state.phase) ? PATIENCE : null;
  };

  const tick = () => {
    const { left, returningIn } = moment();
    if (left !== null && left <= 0) driver.dispatch({ type: 'time_up' });
    if (returningIn === 0) {
      staying = true;
      goBack();
    }
    host.requestUpdate();
  };

  host.addController({
    hostUpdate() {
      if (driver.state.phase !== state.phase) {
        since = ports.now();
        impatient = false;
      }
      ({ state } = driver);
      // Whoever begins anew, or with another session, has not said that they want to stay.
      staying &&= state.phase !== 'loading';
      if (!('session' in state)) return;
      // Not each session that is new here is news: an attempt may have been added to an old one.
      const news = state.session.id + state.session.server_time;
      if (news !== told) received = ports.now();
      told = news;
    },
    hostUpdated() {
      ticking.abort();
      ticking = new AbortController();
      const ms = pause(moment());
      if (ms !== null && !life.aborted) void ports.sleep(ms, ticking.signal).then(tick);
    },
  });

  return {
    moment,
    stay() {
      staying = true;
      host.requestUpdate();
    },
    watch(signal) {
      life = signal;
      signal.addEventListener('abort', () => ticking.abort());
      // Whoever comes back by the back button wants to see the result.
      window.addEventListener(
        'pageshow',
        ({ persisted }) => {
          staying ||= persisted;
        },
        { signal },
      );
    },
  };
}

const isBusy = (phase: Phase): phase is NonNullable<Moment['slow']> =>
  /^(load|start|cancel)ing$/.test(phase);

/** By the backend's clock alone: what it said, and how long ago. */
function leftOf(
  { expires_at, server_time }: { readonly expires_at: string | null; readonly server_time: string },
  passed: number,
): number | null {
  return expires_at === null ? null : Date.parse(expires_at) - Date.parse(server_time) - passed;
}
