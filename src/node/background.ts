/** Work that outlives the answer to its request, so that a closing server can wait for it. */
export interface Background {
  /** Pass it to `createCheckout` as `waitUntil`. */
  readonly waitUntil: (work: Promise<unknown>) => void;
  /** Resolves when nothing is running any more, work that began meanwhile included. */
  readonly settled: () => Promise<void>;
}

export function createBackground(): Background {
  const running = new Set<Promise<unknown>>();
  return {
    waitUntil(work) {
      running.add(work);
      const forget = (): void => void running.delete(work);
      work.then(forget, forget);
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
