/** Draws the figures as an SVG that any viewer shows, on a light page or a dark one. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #3d4555 }
  .title { font-weight: 600; font-size: 15px; fill: #141a26 }
  .grid { stroke: #dfe3ea }
  .line { fill: none; stroke-width: 2.5 }
  .widget { stroke: #2350d9 } .widget-text { fill: #2350d9; font-weight: 600 }
  .hand { stroke: #8a5a00; stroke-dasharray: 6 4 } .hand-text { fill: #8a5a00; font-weight: 600 }
  .spread { stroke-width: 1.5; stroke-dasharray: none }
  .ratio { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    text { fill: #b9c2d3 } .title { fill: #f1f3f7 } .grid { stroke: #333c4d }
    .widget { stroke: #8eb0ff } .widget-text { fill: #8eb0ff }
    .hand { stroke: #e6b455 } .hand-text { fill: #e6b455 }
  }`;

const WIDTH = 840;
const HEIGHT = 390;
const PANEL = { width: 330, height: 230, top: 70 };
const KINDS = { widget: 'widget', 'by hand': 'hand' };

/** A round step that cuts the height into about five. */
function stepOf(most) {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
}

const round = (number) => Number(number.toFixed(1));

function series(name, points, x, y) {
  const kind = KINDS[name];
  const aside = kind === 'widget' ? -2 : 2;
  const dots = points.map(({ count, median }) => `${round(x(count))},${round(y(median))}`);
  const spreads = points.map(
    ({ count, low, high }) =>
      `<path class="${kind} spread" d="M${round(x(count) + aside)} ${round(y(low))}V${round(y(high))}"/>`,
  );
  return `<polyline class="line ${kind}" points="${dots.join(' ')}"/>${spreads.join('')}`;
}

/** One pair of axes: `rows` has a count, and for each subject the median and the quartiles. */
function panel({ title, rows }, left) {
  const { width, height, top } = PANEL;
  const bottom = top + height;
  const counts = rows.map(({ count }) => count);
  const most = Math.max(...rows.flatMap((row) => Object.keys(KINDS).map((each) => row[each].high)));
  const step = stepOf(most);
  const end = Math.ceil(most / step) * step;
  const x = (count) => left + (count / Math.max(...counts)) * width;
  const y = (ms) => bottom - (ms / end) * height;
  const lines = Array.from({ length: end / step + 1 }, (_, n) => {
    const at = round(y(n * step));
    return `<path class="grid" d="M${left} ${at}h${width}"/><text x="${left - 8}" y="${at + 4}" text-anchor="end">${n * step}</text>`;
  });
  const ticks = rows.map(({ count, ratio }, n) => {
    const anchor = n === 0 || n === rows.length - 1 ? 'end' : 'middle';
    // The first two stand close to each other.
    const at = round(x(count) + (n === 0 ? 6 : 0));
    return `<text x="${at}" y="${bottom + 20}" text-anchor="${anchor}">${count}</text><text class="ratio" x="${at}" y="${bottom + 40}" text-anchor="${anchor}">${ratio.toFixed(2)} ×</text>`;
  });
  const drawn = Object.keys(KINDS).map((name) => {
    const points = rows.map((row) => ({ count: row.count, ...row[name] }));
    return series(name, points, x, y);
  });
  return `<text class="title" x="${left}" y="${top - 20}">${title}</text>${lines.join('')}${drawn.join('')}${ticks.join('')}`;
}

/** @param {{ title: string, rows: object[] }[]} panels two of them */
export function plot(panels, note) {
  const [first, second] = panels;
  const text = `<text class="widget-text" x="60" y="24">━━ widget</text><text class="hand-text" x="160" y="24">╍╍ by hand, without a library</text>`;
  const under = `<text x="60" y="${HEIGHT - 20}">Milliseconds over payment methods; below, how many times the one by hand. ${note}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Time from the script to the painted list, of the widget and of an element by hand">
<style>${STYLE}</style>
${text}
${panel(first, 60)}
${panel(second, 60 + PANEL.width + 90)}
${under}
</svg>
`;
}
