/** `npm run crash`: kills the backend of a shop over and over; see `--kills`, `--seed`, `--store`. */
import { parseArgs } from 'node:util';
import { figureLines, violationLines } from '../fleet/report.js';
import { crash } from './crash.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    store: { type: 'string', default: 'both' },
  },
});
const STORES = ['embedded', 'postgres'] as const;
const stores = STORES.filter((one) => values.store === 'both' || values.store === one);
const [kills, seed] = [Math.ceil(Number(values.kills) / stores.length), Number(values.seed)];
for (const store of stores) {
  console.log(`\n${store} store, seed ${seed}`);
  const report = await crash({ kills, seed, store });
  console.log(figureLines(report.figures));
  if (report.violations.length === 0) continue;
  console.error(violationLines(report, report.story));
  process.exitCode = 1;
}
