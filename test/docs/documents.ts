import { readdirSync } from 'node:fs';
import { root } from './markdown.js';

/** Every document for readers, as a path from the root. */
export const documents: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'demo/sandboxes/README.md',
  ...readdirSync(`${root}docs`, { recursive: true })
    .map((file) => `docs/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md'))
    .sort(),
];
