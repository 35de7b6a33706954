/** `npm run crash`: kills a shop's backend at random moments, then compares what is left of it. */
import { main } from './lib/run.mjs';
import { runLong } from './lib/long.mjs';

await main(() => runLong('test/crash/run.ts'));
