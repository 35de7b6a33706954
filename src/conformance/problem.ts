import { PROBLEM_CODES, type ProblemCode } from '../contract/problem.js';
import { at } from './wire.js';

/** The code of a problem, or null when it has none that the contract knows. */
export function knownCode(body: unknown): ProblemCode | null {
  const code = at(body, ['code']);
  return PROBLEM_CODES.find((known) => known === code) ?? null;
}
