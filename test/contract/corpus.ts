import { readdirSync, readFileSync } from 'node:fs';
import type { Kind } from './schemas.js';

const folder = new URL('../fixtures/contract-v1/', import.meta.url);

/** The recorded messages, by file name. */
export const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

export const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const kindOf = (name: string) => name.split('.')[0] as Kind;
