import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

if (!existsSync(`${root}dist/integrity.json`)) throw new Error('No dist: run npm run build.');

export interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly sideEffects: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly main: string;
  readonly types: string;
  readonly customElements: string;
}

export const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest;

export const read = (file: string): string => readFileSync(`${root}dist/${file}`, 'utf8');

/** Every script of the build, as paths below dist. */
export const scripts = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.js'));

/** What a page loads by a script tag. */
export const standalone = scripts.filter((file) => /^(?:hpp-checkout|parts\/)/.test(file));

/** What a bundler or a server imports. */
export const modules = scripts.filter((file) => !standalone.includes(file));

/** The packages that a script imports, by name. */
export function packagesOf(code: string): string[] {
  const names = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  return [...new Set(names.filter((name) => !name.startsWith('.')))];
}
