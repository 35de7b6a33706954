import type { ConfigProblem } from './config-error.js';

/** Collects problems; a null remedy means that nothing is wrong. */
export interface Checker {
  (option: string, remedy: string | null): void;
  readonly problems: readonly ConfigProblem[];
}

export function checker(): Checker {
  const problems: ConfigProblem[] = [];
  const check = (option: string, remedy: string | null): void => {
    if (remedy !== null) problems.push(problem(option, remedy));
  };
  return Object.assign(check, { problems });
}

export function problem(option: string, remedy: string): ConfigProblem {
  return { option, remedy };
}
