import { PAYING_FACTS } from './facts-of-paying.js';
import { READING_FACTS } from './facts-of-reading.js';
import { REFUSAL_FACTS } from './facts-of-refusals.js';

/** One fact of the contract: what holds, and what a backend does for which it does not. */
export interface Fact {
  readonly states: string;
  readonly remedy: string;
}

/** Every fact, in the order in which a report states them. */
export const FACTS = {
  ...READING_FACTS,
  ...REFUSAL_FACTS,
  ...PAYING_FACTS,
} as const satisfies Readonly<Record<string, Fact>>;

export type FactId = keyof typeof FACTS;

export const FACT_IDS = Object.keys(FACTS) as readonly FactId[];
