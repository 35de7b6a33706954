/** `npm run concurrency`: lets four backends on one PostgreSQL fight over many sessions. */
import { main } from './lib/run.mjs';
import { runLong } from './lib/long.mjs';

await main(() => runLong('test/concurrency/run.ts'));
