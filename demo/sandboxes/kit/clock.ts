/** Waits `ms` milliseconds, or until the signal aborts: then it resolves early. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end);
  });

/** The answer of `work`, or `timed_out` when `ms` pass first; the timer never outlives the race. */
export async function within<T>(
  work: Promise<T>,
  ms: number,
  wait: Sleep,
): Promise<T | 'timed_out'> {
  const timer = new AbortController();
  const alarm = wait(ms, timer.signal).then(() => 'timed_out' as const);
  try {
    return await Promise.race([work, alarm]);
  } finally {
    timer.abort();
  }
}

/** `2023-11-02 09:00:07`: a UTC time as Ottu writes it. */
export const utcStamp = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
