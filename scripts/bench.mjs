/**
 * `npm run bench`: how long it takes from the start of the script to the painted list, with a preloaded
 * session, beside an element that draws the same list by hand without any library. Both in one browser,
 * by turns. Writes docs/images/bench.svg and the figures in docs/bench.md; no time is asserted.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { build, isBuilt } from './build.mjs';
import { main, root } from './lib/run.mjs';
import { ensureDependencies } from './setup.mjs';

const COUNTS = [6, 50, 200, 500];
/** What the issue of this project asks for: at most so many times the one by hand. */
const AIMS = { 6: 1.5, 500: 2 };
const MEASURES = {
  work: 'Work of the main thread',
  shown: 'Until it is on the screen',
};
const REPORT = join(root, 'docs/bench.md');
const FIGURES = /(<!-- figures -->)[^]*(<!-- end of figures -->)/;

/** Every subject with every count, by turns. The first round only warms up the disk. */
async function takeTurns(visit, names, rounds) {
  const seen = new Map();
  for (let round = 0; round <= rounds; round += 1) {
    for (const count of COUNTS)
      for (const name of names) {
        const report = await visit(name, count);
        const key = `${name} ${count}`;
        if (round > 0) seen.set(key, [...(seen.get(key) ?? []), report]);
      }
    process.stdout.write('.');
  }
  process.stdout.write('\n');
  return (name, count) => seen.get(`${name} ${count}`);
}

/** For each count: median and quartiles of both, and the ratio of the medians. */
function compare(reports, measure, quantile) {
  return COUNTS.map((count) => {
    const of = (name) => {
      const numbers = reports(name, count).map((each) => each[measure]);
      const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(numbers, share));
      return { low, median, high };
    };
    const [widget, byHand] = [of('widget'), of('by hand')];
    return { count, widget, 'by hand': byHand, ratio: widget.median / byHand.median };
  });
}

const ms = ({ median, low, high }) =>
  `${median.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;

function timesTable(title, rows) {
  const lines = rows.map(({ count, ratio, ...of }) => {
    const aim = AIMS[count] ? `${ratio.toFixed(2)} (aim: ${AIMS[count]})` : ratio.toFixed(2);
    return `| ${count} | ${ms(of.widget)} | ${ms(of['by hand'])} | ${aim} |`;
  });
  return [
    `${title}, in milliseconds: the median and the quartiles.`,
    '',
    '| Methods | Widget | By hand | Ratio |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** What a row more costs: the same everywhere when time grows in a straight line. */
function growth(rows) {
  const each = (name, from, to) =>
    ((to[name].median - from[name].median) / (to.count - from.count)).toFixed(2);
  const parts = rows.slice(1).map((to, n) => {
    const [widget, byHand] = ['widget', 'by hand'].map((name) => each(name, rows[n], to));
    return `from ${rows[n].count} to ${to.count} methods ${widget} ms (by hand ${byHand})`;
  });
  return `Work for one method more: ${parts.join(', ')}.`;
}

function weightTable(all, reports, brotliBytes, quantile) {
  const lines = Object.entries(all).map(([name, { script }]) => {
    const seen = COUNTS.flatMap((count) => reports(name, count));
    const each = (field) => seen.map((report) => report[field]);
    const bytes = [brotliBytes(script), quantile(each('transferred'), 0.5)];
    const [usual, most] = [quantile(each('requests'), 0.5), Math.max(...each('requests'))];
    const requests = most > usual ? `${usual} (at most ${most})` : usual;
    return `| ${name} | ${bytes.map((size) => size.toLocaleString('en')).join(' | ')} | ${requests} |`;
  });
  return [
    '| | Script, brotli | Transferred, with its headers | Requests until the list, the page included |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** Says where the two do not draw the same: then the comparison is not fair any more. */
function tellDifferences(reports, quantile) {
  for (const count of COUNTS)
    for (const field of ['words', 'height']) {
      const of = (name) =>
        quantile(
          reports(name, count).map((each) => each[field]),
          0.5,
        );
      if (of('widget') !== of('by hand'))
        console.warn(
          `With ${count} methods the two differ in their ${field}: ${of('widget')} and ${of('by hand')}. ` +
            'Make scripts/bench/hand-written.js draw what the widget draws.',
        );
    }
}

await main(async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
  await ensureDependencies();
  const executablePath = await ensureBrowser();
  if (!isBuilt()) await build();
  // Only now is it sure that what these import is there.
  const { chromium } = await import('playwright-core');
  const prettier = await import('prettier');
  const { quantile, visit } = await import('./bench/measure.mjs');
  const { serve, subjects } = await import('./bench/pages.mjs');
  const { plot } = await import('./bench/plot.mjs');
  const { brotliBytes } = await import('./size.mjs');

  const all = await subjects();
  const server = await serve(all, COUNTS);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const reports = await takeTurns(
    (name, count) => visit(browser, server, `/${encodeURIComponent(name)}/${count}`, count),
    Object.keys(all),
    Number(values.rounds),
  );
  const version = browser.version();
  await browser.close();
  server.close();

  const compared = Object.entries(MEASURES).map(([measure, title]) => ({
    title,
    rows: compare(reports, measure, quantile),
  }));
  const figures = [
    `Chromium ${version}, ${values.rounds} visits of each.`,
    ...compared.map(({ title, rows }) => timesTable(title, rows)),
    growth(compared[0].rows),
    weightTable(all, reports, brotliBytes, quantile),
  ].join('\n\n');
  tellDifferences(reports, quantile);
  const text = readFileSync(REPORT, 'utf8').replace(FIGURES, `$1\n\n${figures}\n\n$2`);
  const options = await prettier.resolveConfig(REPORT);
  const formatted = await prettier.format(text, { ...options, filepath: REPORT });
  writeFileSync(REPORT, formatted);
  writeFileSync(join(root, 'docs/images/bench.svg'), plot(compared, 'Bars: the quartiles.'));
  console.log(FIGURES.exec(formatted)[0].replaceAll(/<!-- .*? -->\s*/g, ''));
  console.log('Written: docs/bench.md, docs/images/bench.svg');
});
