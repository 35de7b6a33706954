import type { FactId } from './facts.js';

/** What was found about one fact. */
export type Verdict =
  | { readonly verdict: 'ok' }
  /** `did`: what the backend did instead, at most a few examples. `remedy`: what it should do. */
  | { readonly verdict: 'fault'; readonly did: readonly string[]; readonly remedy: string }
  | { readonly verdict: 'not_checked'; readonly reason: string };

export type FactReport = Verdict & {
  readonly id: FactId;
  /** The fact as a sentence. */
  readonly states: string;
};

export interface Report {
  readonly backendUrl: string;
  /** True when there is no fault. What was not checked is none. */
  readonly ok: boolean;
  /** Every fact, always in the same order. */
  readonly facts: readonly FactReport[];
  /** What is no fault, but worth a look. */
  readonly notes: readonly string[];
}
