import type { FactReport, Report, Verdict } from '../conformance/index.js';

/** What the groups of facts are called; a fact belongs to the first word of its id. */
const GROUPS: Readonly<Record<string, string>> = {
  session: 'The session view',
  images: 'Images',
  answers: 'Every answer',
  unknown: 'Unknown sessions and keys',
  paths: 'Paths and methods',
  methods: 'Paths and methods',
  start: 'Starts that are refused',
  origin: 'Pages of other origins',
  cors: 'Pages of other origins',
  problem: 'Refusals',
  refusals: 'Refusals',
  pay: 'A payment',
  cancel: 'A cancel',
};

/** The report for people: each fact on a line, and below a fault what to do. */
export function printed({ backendUrl, facts, notes }: Report): string {
  const groups = new Map<string, FactReport[]>();
  for (const fact of facts) {
    const name = GROUPS[fact.id.split('.')[0] ?? ''] ?? 'Other';
    groups.set(name, [...(groups.get(name) ?? []), fact]);
  }
  const parts = [...groups].map(([name, list]) => [name, ...list.map(lines)].join('\n'));
  if (notes.length > 0) parts.push(['Notes', ...notes.map((note) => `  - ${note}`)].join('\n'));
  return [backendUrl, ...parts, summary(facts)].join('\n\n');
}

const MARKS: Readonly<Record<Verdict['verdict'], string>> = {
  ok: 'ok',
  fault: 'FAULT',
  not_checked: 'not checked',
};

/** A reason that goes on for several facts is told once, below the last of them. */
function lines(fact: FactReport, index: number, list: readonly FactReport[]): string {
  const head = `  ${MARKS[fact.verdict].padEnd(12)}${fact.states}`;
  switch (fact.verdict) {
    case 'ok':
      return head;
    case 'fault': {
      const did = fact.did.map((one) => below('did', one));
      return [`${head}  (${fact.id})`, ...did, below('do', fact.remedy)].join('\n');
    }
    case 'not_checked': {
      const next = list[index + 1];
      const goesOn = next?.verdict === 'not_checked' && next.reason === fact.reason;
      return goesOn ? head : `${head}\n${below('why', fact.reason)}`;
    }
  }
}

const below = (name: string, text: string): string => `${' '.repeat(14)}${name.padEnd(5)}${text}`;

function summary(facts: readonly FactReport[]): string {
  const count = (wanted: Verdict['verdict']): number =>
    facts.filter(({ verdict }) => verdict === wanted).length;
  const faults = count('fault');
  return `${count('ok')} ok, ${faults} ${faults === 1 ? 'fault' : 'faults'}, ${count('not_checked')} not checked.`;
}
