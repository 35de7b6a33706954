import type { Verdict } from './audit.js';

const SHOWN = 3;

/** The figures as lines, one below the other. */
export function figureLines(figures: Verdict['figures']): string {
  const width = Math.max(...Object.keys(figures).map(({ length }) => length));
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(width)}  ${value}`)
    .join('\n');
}

/** What was violated, with the story of the first sessions; empty when nothing was. */
export function violationLines(
  { violations }: Verdict,
  story: (session: string) => string,
): string {
  const sessions = [...new Set(violations.map(({ session }) => session))].slice(0, SHOWN);
  return [
    ...violations.map(({ fault, session, why }) => `${fault}: ${session}: ${why}`),
    ...sessions.map(story),
  ].join('\n');
}
