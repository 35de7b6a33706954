import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { readCommandLine, USAGE } from '../../src/cli/command-line.js';
import { documents } from './documents.js';
import { namesIn, read, root, table } from './markdown.js';

const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What npm can do by itself. */
const OF_NPM = ['ci', 'install', 'pack'];
/** What a person looks at or works with, or what the tests do on a small scale: no check runs it. */
const FOR_PEOPLE = [
  'start',
  'dev',
  'sandbox',
  'bench',
  'screenshots',
  'gallery',
  'crash',
  'concurrency',
];

test('every npm command in the documents is one of the package', () => {
  for (const document of documents) {
    const commands = [...read(document).matchAll(/(?:^|`)npm (run )?([\w-]+)/gm)];
    for (const [command, run, name = ''] of commands) {
      const short = ['start', 'test'].includes(name) || OF_NPM.includes(name);
      assert.ok(run !== undefined || short, `${document}: ${command}`);
      if (!OF_NPM.includes(name)) assert.ok(name in scripts, `${document}: ${command}`);
    }
  }
});

test('every hpp-checkout command in the documents is one that it takes', () => {
  const commands = documents.flatMap((document) => {
    return [...read(document).matchAll(/npx hpp-checkout (\S+ http.+)$/gm)];
  });
  assert.ok(commands.length > 0);
  for (const [, args = ''] of commands)
    assert.equal(readCommandLine(args.split(' ')).kind, 'check');
});

test('the options of hpp-checkout in the README are those of its help', () => {
  const told = namesIn(table(read('README.md'), 'Option', 1));
  const helped = [...USAGE.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name);
  assert.deepEqual([...told].sort(), helped.sort());
});

test('every command of the package is in CONTRIBUTING', () => {
  const contributing = read('CONTRIBUTING.md');
  for (const name of Object.keys(scripts)) {
    assert.match(contributing, new RegExp(`\`npm (?:run )?${name}\``), name);
  }
});

test('every command of the package starts something that exists', () => {
  for (const [name, command] of Object.entries(scripts)) {
    const file = /^node (\S+)$/.exec(command)?.[1] ?? `node_modules/.bin/${command.split(' ')[0]}`;
    assert.ok(existsSync(root + file), name);
  }
});

test('what npm test runs reaches every command, but for those made for people', () => {
  const reached = filesFrom('scripts/test.mjs');
  const check = read('scripts/check.mjs');
  for (const [name, command] of Object.entries(scripts)) {
    const file = /^node (\S+)$/.exec(command)?.[1];
    if (FOR_PEOPLE.includes(name)) continue;
    if (file === undefined) assert.ok(check.includes(`'${command.split(' ')[0]}/bin/`), name);
    else assert.ok(reached.has(file), name);
  }
});

/** A script and all that it imports, at once or later. */
function filesFrom(entry: string): ReadonlySet<string> {
  const files = new Set([entry]);
  for (const file of files) {
    for (const [, target = ''] of read(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      files.add(posix.join(posix.dirname(file), target));
    }
  }
  return files;
}

test('what is kept of each folder of tests is told in CONTRIBUTING', () => {
  const contributing = read('CONTRIBUTING.md');
  const folders = readdirSync(`${root}test`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  for (const folder of folders) assert.ok(contributing.includes(`\`test/${folder}\``), folder);
});
