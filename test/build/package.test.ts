import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from './dist.js';

const run = promisify(execFile);

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

test('the package holds the build, its description and its papers, and nothing else', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(stdout) as readonly Packed[];
  const paths = (packed?.files ?? []).map(({ path }) => path);
  const papers = /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|custom-elements\.json)$/;
  const strangers = paths.filter((path) => !path.startsWith('dist/') && !papers.test(path));
  assert.deepEqual(strangers, []);
  for (const path of [
    'LICENSE',
    'package.json',
    'dist/hpp-checkout.js',
    'dist/cli.js',
    'dist/conformance.js',
    'dist/types/index.d.ts',
    'dist/types/conformance/index.d.ts',
  ]) {
    assert.ok(paths.includes(path), path);
  }
});
