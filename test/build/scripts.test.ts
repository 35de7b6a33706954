import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LOCALE_NAMES } from '../../src/widget/locales/names.js';
import { manifest, modules, packagesOf, read, root, scripts, standalone } from './dist.js';

test('the standalone scripts bring all they need', () => {
  for (const file of standalone) assert.deepEqual(packagesOf(read(file)), [], file);
});

test('the classic script is one file: all that it loads are parts by their name', () => {
  const code = read('hpp-checkout.iife.js');
  assert.doesNotMatch(code, /\bimport\.meta|^\s*import\b/m);
  const imports = [...code.matchAll(/\bimport\s*\((.{20})/g)].map(([, start]) => start);
  assert.deepEqual(imports, ['new URL(`parts/${e}-']);
});

test('the modules leave every dependency as an import', () => {
  const allowed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
  const found = modules.flatMap((file) => packagesOf(read(file)));
  assert.ok(found.includes('lit'));
  for (const name of found.filter((each) => !each.startsWith('node:'))) {
    const owner = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0];
    assert.ok(allowed.has(owner ?? ''), name);
  }
});

test('only the Node entries need Node', () => {
  const needing = modules.filter((file) =>
    packagesOf(read(file)).some((name) => /^(?:node:|@hono\/|pg$)/.test(name)),
  );
  assert.deepEqual(needing.sort(), [
    'cli.js',
    'server/node-embedded.js',
    'server/node-postgres.js',
    'server/node.js',
  ]);
});

test('a database driver is wanted by the one entry that it is for, and is optional', () => {
  const drivers = { '@electric-sql/pglite': 'node-embedded', pg: 'node-postgres' };
  assert.deepEqual(Object.keys(manifest.peerDependencies).sort(), Object.keys(drivers).sort());
  for (const [driver, entry] of Object.entries(drivers)) {
    const wanting = modules.filter((file) => packagesOf(read(file)).includes(driver));
    assert.deepEqual(wanting, [`server/${entry}.js`]);
    assert.equal(manifest.peerDependenciesMeta[driver]?.optional, true);
  }
});

test('the server entries bring nothing of the browser', () => {
  for (const file of modules.filter((each) => each.startsWith('server/'))) {
    assert.ok(!packagesOf(read(file)).some((name) => name.startsWith('lit')), file);
  }
});

/** What tells V8 to compile all functions ahead: it counts as the very first thing of a script only. */
const HINT = '//# allFunctionsCalledOnLoad\n';

test('the standalone scripts are minified: no comment, no line of white space', () => {
  for (const file of standalone) {
    assert.doesNotMatch(read(file).replace(HINT, ''), /\n {2}|\/\*|^\s*\/\//, file);
  }
});

test('the first screen, and nothing else, is compiled whole while it is downloaded', () => {
  const compiled = standalone.filter((file) => read(file).startsWith(HINT));
  assert.deepEqual(compiled, ['hpp-checkout.js']);
});

test('what white space is to Lit survives the taking out of indentations', () => {
  for (const file of ['hpp-checkout.js', 'hpp-checkout.iife.js']) {
    assert.match(read(file), /=["`]\[ (?:\t|\\t)(?:\n|\\n)\\f\\r\]["`]/, file);
  }
});

/** Lit itself uses innerHTML on a template element, behind its Trusted Types policy. */
const SINKS = /\beval\(|new Function|\bouterHTML|insertAdjacentHTML|document\.write|srcdoc/;

test('no script turns a string into code or markup', () => {
  for (const file of scripts) assert.doesNotMatch(read(file), SINKS, file);
  for (const file of modules) assert.doesNotMatch(read(file), /innerHTML/, file);
  for (const file of standalone.filter((each) => each.startsWith('parts/'))) {
    assert.doesNotMatch(read(file), /innerHTML/, file);
  }
  for (const file of ['hpp-checkout.js', 'hpp-checkout.iife.js']) {
    assert.equal(read(file).match(/innerHTML/g)?.length, 1, file);
  }
});

test('nothing of a development build is left', () => {
  for (const file of scripts)
    assert.doesNotMatch(read(file), /process\.env|litIssuedWarnings/, file);
});

test('parts take what they share from the script that loaded them', () => {
  const parts = standalone.filter((file) => file.startsWith('parts/'));
  assert.ok(parts.length > 0);
  for (const file of parts) assert.doesNotMatch(read(file), /hpp-checkout\.js/, file);
  const byName = parts.filter((file) => /^parts\/(?:locale-|remedies-|qr-)/.test(file));
  for (const file of parts.filter((each) => !byName.includes(each)))
    assert.ok(read('hpp-checkout.js').includes(file), file);
  // Named after their content, all by one key, which both scripts know.
  const [key = '', ...others] = new Set(byName.map((file) => /-(\w{8})\.js$/.exec(file)?.[1]));
  assert.deepEqual(others, []);
  for (const file of ['hpp-checkout.js', 'hpp-checkout.iife.js'])
    assert.ok(read(file).includes(`}-${key}.js`), file);
  const spoken = byName.map((file) => /locale-(.+)-/.exec(file)?.[1]).filter(Boolean);
  assert.deepEqual(spoken.sort(), LOCALE_NAMES.trim().split(' ').slice(1).sort());
});

test('words that are loaded on demand bring nothing else along', () => {
  for (const file of standalone.filter((each) => /^parts\/(?:locale-|remedies-|qr-)/.test(each)))
    assert.doesNotMatch(read(file), /\bimport\b/, file);
});

test('the published hashes are those of the files', () => {
  const hashes = JSON.parse(read('integrity.json')) as Record<string, string>;
  assert.deepEqual(Object.keys(hashes).sort(), [...standalone].sort());
  for (const [file, hash] of Object.entries(hashes)) {
    const digest = createHash('sha384')
      .update(readFileSync(`${root}dist/${file}`))
      .digest('base64');
    assert.equal(hash, `sha384-${digest}`, file);
  }
});

test('the notices of what is bundled come along', () => {
  const notices = read('LICENSES.txt');
  for (const name of ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'zod']) {
    assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
  }
});
