/** Visits of the pages, each in a browser context of its own: nothing is warm from the one before. */
import { Stop } from '../lib/run.mjs';

const CATEGORIES = ['blink.user_timing', 'devtools.timeline'];
/** Milliseconds to wait for the report of one visit. */
const PATIENCE = 60_000;
/** A visit counts if the trace has all of it, which a busy machine sometimes drops the start of. */
const TRIES = 5;

/**
 * Milliseconds that the page's main thread worked from the first statement of the script to the end of
 * the paint of the list: neither other programs nor the wait for the next frame are in it. Null when
 * the trace does not tell.
 */
function workUntilPainted(trace, paintAt) {
  const mark = trace.find(({ name }) => name === 'script-start');
  const paint = trace
    .filter(({ pid, tid, name }) => pid === mark?.pid && tid === mark.tid && name === 'Paint')
    .sort((a, b) => a.ts - b.ts)
    .find(({ ts }) => ts >= mark.ts + (paintAt - 1) * 1000);
  return paint ? (paint.tts + paint.tdur - mark.tts) / 1000 : null;
}

async function visitOnce(browser, server, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const tab = await context.newPage();
  await browser.startTracing(tab, { categories: CATEGORIES });
  const seen = server.seen(PATIENCE);
  await tab.goto(server.origin + path, { waitUntil: 'commit' });
  const report = await seen;
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  await context.close();
  return report && { ...report, work: workUntilPainted(traceEvents, report.paintAt) };
}

/** What one visit of a page showed and took. */
export async function visit(browser, server, path, rows) {
  for (let again = 0; again < TRIES; again += 1) {
    const report = await visitOnce(browser, server, path);
    if (report?.work && report.rows === rows) return report;
  }
  throw new Stop(`${path} was not painted with ${rows} rows at once in ${TRIES} visits.`);
}

/** The value below which this share of the numbers is. */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}
