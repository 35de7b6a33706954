import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { documents } from './documents.js';
import { blocksOf, namesIn, read, root, table } from './markdown.js';

const readme = read('README.md');
const examples = documents.flatMap((document) =>
  blocksOf(read(document)).map((block) => ({ ...block, document })),
);
const inLanguage = (...languages: readonly string[]) =>
  examples.filter(({ language }) => languages.includes(language));
const at = ({ document, line }: { readonly document: string; readonly line: number }): string =>
  `${document}:${line}`;

test('every block says what it is written in', () => {
  const known = ['ts', 'html', 'css', 'sh', 'text'];
  for (const example of examples) assert.ok(known.includes(example.language), at(example));
});

test('every example that names a file is that file', () => {
  for (const example of examples) {
    const file = /^file: (\S+)$/.exec(example.note)?.[1];
    if (file !== undefined) assert.equal(example.code, read(file), at(example));
  }
});

test('every TypeScript example compiles', () => {
  const files = new Map(
    inLanguage('ts')
      .filter(({ note }) => !note.startsWith('file:'))
      .map((example) => {
        const folder = posix.join(root, posix.dirname(example.document));
        return [posix.join(folder, `example-at-line-${example.line}.ts`), example.code];
      }),
  );
  assert.ok(files.size > 0);
  assert.deepEqual(complaints(files), []);
});

/** What the compiler says about files that are only in memory, under the settings of the tests. */
function complaints(files: ReadonlyMap<string, string>): readonly string[] {
  const { config } = ts.readConfigFile(`${root}test/tsconfig.json`, (path) =>
    ts.sys.readFile(path),
  ) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, `${root}test`);
  // An example may show a value and stop there.
  const settings = { ...options, noUnusedLocals: false };
  const host = ts.createCompilerHost(settings);
  host.fileExists = (path) => files.has(path) || ts.sys.fileExists(path);
  host.readFile = (path) => files.get(path) ?? ts.sys.readFile(path);
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return found.map(({ messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${path.slice(root.length)}: ${text}`;
    });
  });
}

test('every HTML example has scripts that exist, and attributes that the element has', () => {
  const attributes = namesIn(table(readme, 'Attribute'));
  for (const example of inLanguage('html')) {
    for (const [, list = ''] of example.code.matchAll(/<hpp-checkout\b([^>]*)>/g)) {
      for (const [, name = ''] of list.matchAll(/([\w-]+)=/g)) {
        assert.ok(attributes.includes(name), `${at(example)}: ${name}`);
      }
    }
    for (const [, src = ''] of example.code.matchAll(/<script\b[^>]*\bsrc="([^"]*)"/g)) {
      assert.match(src, /\/hpp-checkout(?:\.iife)?\.js$/, at(example));
    }
    for (const [, code = ''] of example.code.matchAll(/<script>([^]*?)<\/script>/g)) {
      const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true });
      assert.deepEqual(diagnostics, [], at(example));
    }
  }
});

test('every CSS example uses properties and parts that the element has', () => {
  const guide = read('docs/theming.md');
  const properties = namesIn(table(guide, 'Token'));
  const parts = namesIn(table(guide, 'Part'));
  for (const example of inLanguage('css')) {
    for (const [name] of example.code.matchAll(/--hpp-[\w-]+/g)) {
      assert.ok(properties.includes(name), `${at(example)}: ${name}`);
    }
    for (const [, part = ''] of example.code.matchAll(/::part\(([\w-]+)\)/g)) {
      assert.ok(parts.includes(part), `${at(example)}: ${part}`);
    }
  }
});
