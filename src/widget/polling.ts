import type { PaymentSessionView } from '../contract/payment-session.js';
import type { Ports } from './ports.js';
import type { CheckoutEvent } from './session/state.js';

const MINUTE = 60_000;
/** Milliseconds of asking after which the page stops and says so. */
export const POLLING_CAP = 10 * MINUTE;

/** When somebody looks at the page and it can reach the network. */
export interface Attention {
  isPresent(): boolean;
  isOnline(): boolean;
  /** Resolves at the next moment at which attention comes back, or once the signal is aborted. */
  returned(signal: AbortSignal): Promise<void>;
}

/** Milliseconds until the next question: 2 s for a minute, then 10 s, give or take a fifth. */
export function pollDelay(waited: number, random: number): number {
  return (waited < MINUTE ? 2000 : 10_000) * (0.8 + 0.4 * random);
}

/** Asks until it is stopped or the cap is reached; pauses while nobody looks. */
export async function poll(
  ports: Ports,
  attention: Attention,
  read: () => Promise<PaymentSessionView>,
  now: boolean,
  signal: AbortSignal,
  report: (event: CheckoutEvent) => void,
): Promise<void> {
  const isOver = () => signal.aborted;
  let waited = 0;
  for (let skip = now; waited < POLLING_CAP; skip = false) {
    const delay = skip ? 0 : pollDelay(waited, ports.random());
    if (delay) await pause(ports, attention, delay, signal);
    if (!attention.isPresent()) await attention.returned(signal);
    if (isOver()) return;
    const asked = ports.now();
    // A question that failed is asked again in its turn.
    const session = await read().catch(() => null);
    if (isOver()) return;
    // A backend that takes long to answer does not make anybody wait for longer.
    waited += delay + ports.now() - asked;
    if (session) report({ type: 'loaded', session, polled: true });
  }
  report({ type: 'exhausted' });
}

/** A delay that ends at once when attention comes back. */
async function pause(
  ports: Ports,
  attention: Attention,
  delay: number,
  signal: AbortSignal,
): Promise<void> {
  const done = new AbortController();
  const stop = () => done.abort();
  signal.addEventListener('abort', stop, { signal: done.signal });
  await Promise.race([ports.sleep(delay, done.signal), attention.returned(done.signal)]);
  stop();
}
