/** One thing that is wrong with the options of `createCheckout`. */
export interface ConfigProblem {
  /** The option, as written: `gateways[1].code`. */
  readonly option: string;
  /** What is expected there. */
  readonly remedy: string;
}

/** Thrown by `createCheckout` when its options cannot work. Lists every problem at once. */
export class CheckoutConfigError extends Error {
  override readonly name = 'CheckoutConfigError';
  readonly code = 'invalid_options';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ option, remedy }) => `- ${option}: ${remedy}`);
    super(`The checkout cannot start with these options:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
