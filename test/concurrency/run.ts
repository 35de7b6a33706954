/** `npm run concurrency`: see `--sessions`, `--processes` and `--seed`. */
import { parseArgs } from 'node:util';
import { figureLines, violationLines } from '../fleet/report.js';
import { concurrency } from './concurrency.js';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '1000' },
    processes: { type: 'string', default: '4' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
console.log(`seed ${values.seed}`);
const report = await concurrency({
  sessions: Number(values.sessions),
  processes: Number(values.processes),
  seed: Number(values.seed),
});
console.log(figureLines(report.figures));
if (report.violations.length > 0) {
  console.error(violationLines(report, report.story));
  process.exitCode = 1;
}
