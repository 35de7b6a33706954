import type { ConfigProblem } from '../config-error.js';
import { checker, problem } from '../options-checker.js';
import { listOf } from './options.js';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** Lengths that no guessing reaches, and what may stand in a header or a body. */
const SECRETS = {
  apiKey: { pattern: /^[\x21-\x7e]{16,200}$/, rule: '16 to 200 visible ASCII characters' },
  password: { pattern: /^[^]{12,200}$/, rule: '12 to 200 characters' },
  tokenSecret: { pattern: /^[^]{32,500}$/, rule: '32 to 500 characters' },
} as const;

/** What is wrong with `merchantHttp`. No message repeats a value: it is a secret. */
export function merchantHttpProblems(options: unknown): readonly ConfigProblem[] {
  if (options === undefined) return [];
  if (!isRecord(options)) {
    const remedy = 'pass { apiKey, username, password, tokenSecret }, or leave it out.';
    return [problem('merchantHttp', remedy)];
  }
  const check = checker();
  for (const [name, { pattern, rule }] of Object.entries(SECRETS)) {
    const given: unknown = options[name];
    const values = listOf(given);
    const fits = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
    if (values.length === 0 || !values.every(fits)) {
      check(
        `merchantHttp.${name}`,
        `use ${rule}, random ones; or a list of such, the newest first.`,
      );
    } else if (new Set(values).size < values.length) {
      check(`merchantHttp.${name}`, 'list every value once.');
    }
  }
  const { username, tokenLifetimeMs: lifetime } = options;
  if (typeof username !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(username)) {
    check('merchantHttp.username', 'use 1 to 200 visible ASCII characters without spaces.');
  }
  if (lifetime !== undefined && !isLifetime(lifetime)) {
    check('merchantHttp.tokenLifetimeMs', 'use whole seconds in milliseconds, 1000 to 86400000.');
  }
  return check.problems;
}

const isLifetime = (value: unknown): boolean =>
  typeof value === 'number' && value >= SECOND && value <= DAY && value % SECOND === 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
