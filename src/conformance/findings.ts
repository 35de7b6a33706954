import { FACT_IDS, FACTS, type FactId } from './facts.js';
import type { FactReport, Report, Verdict } from './report.js';

/** What is wrong, in words about what the backend did; null when nothing is. */
export type Complaint = string | null;

/** So many examples of one fault are enough to find it. */
const EXAMPLES = 5;

/** Collects what is found. A fact that is judged several times holds when it held each time. */
export interface Findings {
  judge(fact: FactId, ...complaints: readonly Complaint[]): void;
  /** Says why a fact could not be checked; a judgement goes before it. */
  skip(fact: FactId, reason: string): void;
  /** True until the fact was judged. */
  isOpen(fact: FactId): boolean;
  note(text: string): void;
  report(backendUrl: string, whyNot: (fact: FactId) => string): Report;
}

export function createFindings(): Findings {
  const judged = new Map<FactId, string[]>();
  const skipped = new Map<FactId, string>();
  const notes = new Set<string>();

  function verdictOn(fact: FactId, whyNot: (fact: FactId) => string): Verdict {
    const did = judged.get(fact);
    if (did === undefined) {
      return { verdict: 'not_checked', reason: skipped.get(fact) ?? whyNot(fact) };
    }
    if (did.length === 0) return { verdict: 'ok' };
    return { verdict: 'fault', did: shortened(did), remedy: FACTS[fact].remedy };
  }

  return {
    judge(fact, ...complaints) {
      const before = judged.get(fact) ?? [];
      const found = complaints.filter((one) => one !== null);
      judged.set(fact, [...new Set([...before, ...found])]);
    },
    skip: (fact, reason) => void skipped.set(fact, reason),
    isOpen: (fact) => !judged.has(fact),
    note: (text) => void notes.add(text),
    report(backendUrl, whyNot) {
      const facts = FACT_IDS.map((id): FactReport => {
        return { id, states: FACTS[id].states, ...verdictOn(id, whyNot) };
      });
      const ok = facts.every(({ verdict }) => verdict !== 'fault');
      return { backendUrl, ok, facts, notes: [...notes] };
    },
  };
}

function shortened(list: readonly string[]): readonly string[] {
  const more = list.length - EXAMPLES;
  return more > 0 ? [...list.slice(0, EXAMPLES), `and ${more} more of this kind`] : list;
}
