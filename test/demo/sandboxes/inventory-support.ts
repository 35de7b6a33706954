import { readFileSync } from 'node:fs';
import type { Json } from './support.js';

/** A documented field of a request or an answer; `name` is a path with points. */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object';
  readonly required?: boolean;
  readonly max_length?: number;
  readonly values?: readonly string[];
  readonly pattern?: string;
}

export interface Endpoint {
  readonly id: string;
  readonly method: string | null;
  readonly path: string | null;
  readonly prefixes?: readonly string[];
  readonly request: readonly Field[];
  readonly response: readonly Field[];
}

/** The inventory as it stands in its file; the test of each provider knows its shape. */
export function inventory(provider: string): unknown {
  const file = new URL(`../../fixtures/inventory/${provider}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The value at a path with points. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Json | null | undefined)?.[name], value);

/** A copy with the value at the path replaced; undefined removes it. */
export function withAt(value: Json, path: string, wanted: unknown): Json {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    const others = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
    return wanted === undefined ? others : { ...value, [name]: wanted };
  }
  return { ...value, [name]: withAt((value[name] ?? {}) as Json, rest.join('.'), wanted) };
}

/** Something that is not of the type. */
export const wrongFor = (type: Field['type']): unknown => (type === 'string' ? 7 : 'wrong');

export const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;

/** A text of that length, built on a sample so that its form stays right (an email address). */
export const ofLength = (sample: string, length: number): string =>
  'a'.repeat(Math.max(0, length - sample.length)) + sample;
