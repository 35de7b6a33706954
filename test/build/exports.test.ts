import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { manifest, root } from './dist.js';

const run = promisify(execFile);

const entries = Object.entries(manifest.exports).map(([name, target]) => ({
  name: `hpp-checkout${name.slice(1)}`,
  files: typeof target === 'string' ? [target] : Object.values(target),
}));

/** In a Node of its own, without a loader: as a server of a merchant would import it. */
async function inPlainNode(code: string): Promise<string> {
  const args = ['--input-type=module', '--eval', code];
  const { stdout, stderr } = await run(process.execPath, args, { cwd: root });
  assert.equal(stderr, '');
  return stdout.trim();
}

test('every export of the package is a file', () => {
  for (const { files } of entries) {
    for (const file of files) {
      // Written by the manifest script, which is a check of its own.
      if (file !== './custom-elements.json') assert.ok(existsSync(root + file), file);
    }
  }
  for (const file of [manifest.main, manifest.types, ...Object.values(manifest.bin)])
    assert.ok(existsSync(root + file), file);
});

for (const { name } of entries.filter(({ name: entry }) => !/\.js(?:on)?$/.test(entry))) {
  test(`${name} imports in plain Node`, async () => {
    const code = `import * as all from '${name}'; console.log(typeof window, typeof all);`;
    assert.equal(await inPlainNode(code), 'undefined object');
  });
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'hpp-checkout': ['HppCheckout', 'HppSettledEvent'],
  'hpp-checkout/server': ['createCheckout', 'CheckoutConfigError'],
  'hpp-checkout/server/memory': ['memoryStore'],
  'hpp-checkout/server/ottu': ['ottu'],
  'hpp-checkout/server/finrelay': ['finrelay'],
  'hpp-checkout/server/postpay': ['postpay', 'postpayClient', 'postpayErrorCode'],
  'hpp-checkout/conformance': ['checkBackend', 'CheckOptionsError', 'FACTS'],
  'hpp-checkout/node': ['serve', 'consoleLog'],
  'hpp-checkout/node/embedded': ['embeddedStore', 'StoreError'],
  'hpp-checkout/node/postgres': ['postgresStore', 'StoreError'],
};

for (const [name, wanted] of Object.entries(NAMES)) {
  test(`${name} exports ${wanted.join(', ')}`, async () => {
    const code = `import * as all from '${name}'; console.log(Object.keys(all).join());`;
    const names = (await inPlainNode(code)).split(',');
    for (const each of wanted) assert.ok(names.includes(each), `${each} in ${names.join(', ')}`);
  });
}

test('the class-only entry registers nothing, define registers the element once', async () => {
  const counted = (entry: string) => `
    let defined = 0;
    globalThis.customElements = { get: () => undefined, define: () => { defined += 1; } };
    await import('${entry}');
    console.log(defined);`;
  assert.equal(await inPlainNode(counted('hpp-checkout')), '0');
  assert.equal(await inPlainNode(counted('hpp-checkout/define')), '1');
});
