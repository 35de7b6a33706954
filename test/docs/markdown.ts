/** What the tests of the documents need to read Markdown: no more than this project writes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const read = (path: string): string => readFileSync(root + path, 'utf8');

export interface Block {
  readonly language: string;
  readonly code: string;
  /** The number of its first line, from 1. */
  readonly line: number;
  /** The comment right above it, such as `file: demo/merchant-server.ts`; empty when there is none. */
  readonly note: string;
}

const FENCE = /(?:^<!-- (?<note>[^>]+?) -->\n+)?^```(?<language>\w*)\n(?<code>[^]*?)^```$/gm;

/** The fenced blocks. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(FENCE)].map(({ groups, index }) => {
    const { language = '', code = '', note = '' } = groups ?? {};
    return { language, code, note, line: markdown.slice(0, index).split('\n').length };
  });
}

/** The document without its fenced blocks, where `#` and `[` mean what they mean in Markdown. */
export const proseOf = (markdown: string): string =>
  markdown.replaceAll(/^```\w*\n[^]*?^```$/gm, '');

/** The rows of the table whose first column has this title: the cells of each, as they are written. */
export function table(markdown: string, title: string, nth = 0): readonly (readonly string[])[] {
  const lines = proseOf(markdown).split('\n');
  const heads = lines.flatMap((line, n) => (cellsOf(line)[0] === title ? [n] : []));
  const head = heads[nth];
  if (head === undefined) throw new Error(`There is no table that begins with "${title}".`);
  const end = lines.findIndex((line, n) => n > head && !line.startsWith('|'));
  return lines.slice(head + 2, end === -1 ? undefined : end).map(cellsOf);
}

/** Pipes inside of code count as text. */
function cellsOf(line: string): readonly string[] {
  if (!line.startsWith('|')) return [];
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What stands between backticks. */
export const codesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

/** The first code of every row's first cell. */
export const namesIn = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.map(([cell = '']) => codesIn(cell)[0] ?? cell);

/** The anchors of the headings, as GitHub makes them. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...proseOf(markdown).matchAll(/^#{1,6} (.+)$/gm)];
  return new Set(
    headings.map(([, text = '']) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Every target of a link or a picture. */
export function targetsOf(markdown: string): readonly string[] {
  const prose = proseOf(markdown).replaceAll(/`[^`\n]*`(?!\])/g, '');
  const written = [
    ...prose.matchAll(/\]\(([^)\s]+)\)/g),
    ...prose.matchAll(/\bsrc(?:set)?="([^"]+)"/g),
  ];
  return written.map(([, target = '']) => target);
}

/** What a link leads to, and the title that it has. */
export interface Definition {
  readonly target: string;
  readonly title: string;
}

/** `[label]: target "title"`, by label. */
export const definitionsOf = (markdown: string): ReadonlyMap<string, Definition> =>
  new Map(
    [...markdown.matchAll(/^\[([\w-]+)\]:\s+(\S+)\s+(["'])(.*)\3$/gm)].map(
      ([, label = '', target = '', , title = '']) => [label, { target, title }],
    ),
  );
