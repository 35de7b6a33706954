import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { read, root } from './markdown.js';

/** What CONTRIBUTING and the decisions promise, and neither compiler nor lint holds. */

const filesOf = (folder: string): readonly string[] =>
  readdirSync(root + folder, { recursive: true })
    .map((file) => `${folder}/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'));
const linesOf = (file: string): number => read(file).trimEnd().split('\n').length;

test('source files stay below 250 lines, half of them below 100; tests stay below 400', () => {
  const source = filesOf('src');
  for (const file of [...source, ...filesOf('demo')]) assert.ok(linesOf(file) <= 250, file);
  for (const file of filesOf('test')) assert.ok(linesOf(file) <= 400, file);
  const lengths = source.map(linesOf).sort((a, b) => a - b);
  assert.ok((lengths[Math.floor(lengths.length / 2)] ?? 0) < 100);
});

test('every gateway has the same four files', () => {
  const gateways = readdirSync(`${root}src/server/gateways`, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory(),
  );
  assert.ok(gateways.length > 0);
  for (const { name } of gateways) {
    const files = readdirSync(`${root}src/server/gateways/${name}`);
    for (const file of ['gateway.ts', 'client.ts', 'wire.ts', 'status.ts']) {
      assert.ok(files.includes(file), `${name}/${file}`);
    }
    const own = readdirSync(`${root}test/server/gateways/${name}`);
    assert.ok(own.includes('conformance.test.ts'), name);
    assert.match(read(`src/server/gateways/${name}/gateway.ts`), /satisfies Gateway;/, name);
    assert.ok(readdirSync(`${root}demo/sandboxes`).includes(name), name);
  }
});

const manifest = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};

test('dependencies are pinned exactly', () => {
  const { dependencies, devDependencies, overrides } = manifest;
  for (const [name, version] of Object.entries({
    ...dependencies,
    ...devDependencies,
    ...overrides,
  })) {
    assert.match(version, /^(?:npm:@?[\w/-]+@)?\d+\.\d+\.\d+(?:-beta\.\d+)?$/, name);
  }
});

test('every package with an install script is denied it', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const needed = new Set(
    Object.entries(packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, '')),
  );
  assert.deepEqual(Object.keys(manifest.allowScripts).sort(), [...needed].sort());
  assert.deepEqual(new Set(Object.values(manifest.allowScripts)), new Set([false]));
});

test('the overrides are those of the decision', () => {
  const decision = read('docs/decisions/0007-node-test-and-web-test-runner.md');
  for (const name of Object.keys(manifest.overrides)) {
    assert.ok(decision.includes(`- \`${name}\``), name);
  }
});
