import type { Checkout, Log } from '../server/index.js';

/** Runs `then` after `ms` milliseconds without keeping the process alive; returns a stop. */
export type Schedule = (ms: number, then: () => void) => () => void;

export interface ReconcileOptions {
  /** Milliseconds from the end of one run to the start of the next. */
  readonly every: number;
  /** Sessions per run. */
  readonly limit: number;
  readonly log: Log;
  readonly schedule?: Schedule;
}

const unrefTimer: Schedule = (ms, then) => {
  const timer = setTimeout(then, ms).unref();
  return () => clearTimeout(timer);
};

/**
 * Reconciles over and over, never twice at once. The returned function ends it and resolves when
 * a run that is under way has finished.
 */
export function startReconciling(
  checkout: Pick<Checkout, 'reconcile'>,
  { every, limit, log, schedule = unrefTimer }: ReconcileOptions,
): () => Promise<void> {
  let ended = false;
  let running = Promise.resolve();
  let stopTimer = schedule(every, begin);

  function begin(): void {
    running = run();
  }

  async function run(): Promise<void> {
    try {
      const { checked } = await checkout.reconcile({ limit });
      if (checked > 0) log.info('reconciled', { checked });
    } catch (error) {
      log.error('Reconciling failed; it is tried again.', { error });
    }
    if (!ended) stopTimer = schedule(every, begin);
  }

  return () => {
    ended = true;
    stopTimer();
    return running;
  };
}
