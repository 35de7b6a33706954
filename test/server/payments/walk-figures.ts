/** What walks come to, so that a test that does little is seen to. */
export interface Figures {
  runs: number;
  steps: number;
  /** In the books of the providers. */
  payments: number;
  captures: number;
  refunds: number;
  voids: number;
  /** Charges beside a kept one. */
  duplicates: number;
  webhooks: number;
  restarts: number;
  /** Answers, writes and hearings that were lost. */
  faults: number;
}

export const noFigures = (): Figures => ({
  runs: 0,
  steps: 0,
  payments: 0,
  captures: 0,
  refunds: 0,
  voids: 0,
  duplicates: 0,
  webhooks: 0,
  restarts: 0,
  faults: 0,
});

export function addFigures(sum: Figures, figures: Figures): void {
  for (const name of Object.keys(sum) as (keyof Figures)[]) sum[name] += figures[name];
}

/** `12 runs, 240 steps, …` */
export const written = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
