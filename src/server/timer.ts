/** Runs `then` once after `ms` milliseconds; the returned function calls it off. */
export type StartTimer = (ms: number, then: () => void) => () => void;

export const startTimer: StartTimer = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** What `timeBox` resolves to when the work took too long. */
export const TIMED_OUT = Symbol('timed out');

/** The result of the work, or `TIMED_OUT` after `ms` milliseconds. The work itself goes on. */
export async function timeBox<T>(
  work: Promise<T>,
  ms: number,
  timer: StartTimer,
): Promise<T | typeof TIMED_OUT> {
  let stop = (): void => undefined;
  const bell = new Promise<typeof TIMED_OUT>((resolve) => {
    stop = timer(ms, () => resolve(TIMED_OUT));
  });
  try {
    return await Promise.race([work, bell]);
  } finally {
    stop();
  }
}
