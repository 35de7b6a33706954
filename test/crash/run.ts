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
for (const store of STORES.filter((one) => values.store === 'both' || values.store === one)) {
  console.log(`\n${store} store, seed ${values.seed}`);
  const report = await crash({ kills: Number(values.kills), seed: Number(values.seed), store });
  console.log(figureLines(report.figures));
  if (report.violations.length === 0) continue;
  console.error(violationLines(report, report.story));
  process.exitCode = 1;
}
