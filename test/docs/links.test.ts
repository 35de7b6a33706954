import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { documents } from './documents.js';
import { anchorsOf, read, root, targetsOf } from './markdown.js';

for (const document of documents) {
  test(`every link in ${document} leads somewhere`, () => {
    for (const target of targetsOf(read(document))) {
      if (/^https?:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : posix.join(posix.dirname(document), path);
      assert.ok(existsSync(root + file), target);
      if (anchor !== undefined) assert.ok(anchorsOf(read(file)).has(anchor), target);
    }
  });
}

test('the pictures of the README are there, and light enough to load', () => {
  const pictures = targetsOf(read('README.md')).filter((target) => target.endsWith('.png'));
  assert.ok(pictures.length > 0);
  for (const picture of pictures) assert.ok(statSync(root + picture).size < 150_000, picture);
});

test('the list of decisions names each of them', () => {
  const listed = targetsOf(read('docs/decisions/README.md'));
  const written = documents.filter((file) => /^docs\/decisions\/\d/.test(file));
  assert.deepEqual(
    listed.filter((target) => /^\d/.test(target)).sort(),
    written.map((file) => posix.basename(file)).sort(),
  );
});
