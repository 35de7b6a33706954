import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { manifest, read, root } from './dist.js';

const run = promisify(execFile);

test('the command of the package is a script for Node, and starts', async () => {
  assert.deepEqual(manifest.bin, { 'hpp-checkout': 'dist/cli.js' });
  assert.match(read('cli.js'), /^#!\/usr\/bin\/env node\n/);
  const { stdout, stderr } = await run(process.execPath, [`${root}dist/cli.js`, '--help']);
  assert.match(stdout, /hpp-checkout check <backend-url>/);
  assert.equal(stderr, '');
});
