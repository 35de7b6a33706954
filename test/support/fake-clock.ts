interface Timer {
  readonly due: number;
  readonly fire: () => void;
  readonly signal: AbortSignal;
}

/** Lets everything that is ready run: promises, then one task of the event loop. */
export const tick = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A clock that stands still until a test moves it. */
export class FakeClock {
  time = 0;
  #timers: Timer[] = [];

  readonly now = () => this.time;

  readonly sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((fire) => {
      this.#timers.push({ due: this.time + ms, fire, signal });
    });

  /** The delays that are waited for now, in milliseconds from now. */
  get pending(): number[] {
    return this.#alive().map(({ due }) => due - this.time);
  }

  /** Moves on, firing what falls due in its order, and lets each consequence settle. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await tick();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const fired = next;
      this.time = fired.due;
      this.#timers = this.#timers.filter((timer) => timer !== fired);
      next.fire();
      await tick();
    }
    this.time = end;
    await tick();
  }

  #alive(): Timer[] {
    return this.#timers.filter(({ signal }) => !signal.aborted);
  }

  #next(end: number): Timer | undefined {
    return this.#alive()
      .filter(({ due }) => due <= end)
      .sort((a, b) => a.due - b.due)[0];
  }
}
