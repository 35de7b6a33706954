import assert from 'node:assert/strict';
import { it } from 'node:test';
import { GatewayError } from '../../../src/server/gateways/gateway-error.js';
import { at, ofLength, withAt } from '../../demo/sandboxes/inventory-support.js';
import type { Json } from '../../demo/sandboxes/support.js';

/** A request parameter of an inventory; `name` is a path with points. */
export interface Parameter {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object' | 'file';
  readonly required: boolean;
  readonly max_length?: number;
  readonly values?: readonly string[];
  readonly format?: string;
  readonly items?: 'email' | readonly string[];
  readonly min?: string;
}

/** What became of a request: nothing of it was sent, it was refused, or it was taken. */
export interface Went {
  /** The body as it left; null when the client refused to send it. */
  readonly sent: Json | null;
  readonly status: number;
  /** What the refusal says. */
  readonly said: string;
  readonly answer: Json;
}

/** How the requests of one endpoint are made. */
export interface Walk {
  readonly sample: Json;
  /** Through our client, to the sandbox. */
  readonly client: (body: Json) => Promise<Went>;
  /** Straight to the sandbox, past our own checks. */
  readonly sandbox: (body: Json) => Promise<Went>;
  /** What has to change with a parameter so that no other rule is broken; null: take it out. */
  readonly companions?: (name: string, value: unknown) => Readonly<Record<string, unknown>>;
  /** Parameters that a test of their own walks through. */
  readonly elsewhere?: readonly string[];
}

/** Values that break a form. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  'iso-4217': ['QQQ', 'eur'],
  'iso-3166-1-alpha-2': ['QQ', 'KWT', 'kw'],
  url: ['javascript:alert(1)', '/relative', 'ftp://shop.test/x'],
  email: ['nobody', 'a@b'],
  'YYYY-MM-DD': ['31/01/2026', '2026-02-30'],
  'DD/MM/YYYY hh:mm': ['2026-01-31 10:00', '31/02/2026 10:00', '31/01/2026 25:00'],
  'DD HH:MM:SS': ['24:00:00', '1 24:00:00', 'a day'],
  decimal: ['1,5', '-1', '1e3', ''],
  days: ['soon', '-3'],
  '4-digits': ['123', 'abcd'],
};

/** Something of another type. */
const wrong = ({ type }: Parameter): unknown => (type === 'string' ? 7 : 'wrong');

export function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Checks one parameter against the client and the sandbox: each must take it and keep its rules. */
export function walkParameter(
  endpoint: string,
  parameter: Parameter,
  walk: Walk | undefined,
): void {
  const { name } = parameter;
  it(`${endpoint}: ${name}`, async () => {
    assert.ok(walk, `nothing sends ${endpoint}`);
    if (walk.elsewhere?.includes(name)) return;
    const good = at(walk.sample, name);
    assert.equal(typeOf(good), parameter.type, 'the sample has the parameter');
    const taken = await walk.client(walk.sample);
    assert.ok(taken.status < 300, `${taken.status} ${taken.said}`);
    assert.deepEqual(at(taken.sent, name), good, 'it goes out as it is');
    const { takes, refuses } = judge(name, walk);
    await (parameter.required ? refuses(undefined) : takes(undefined));
    await refuses(wrong(parameter));
    for (const value of parameter.values ?? []) await takes(value);
    if (parameter.values) await refuses('another');
    for (const value of BROKEN[parameter.format ?? ''] ?? []) await refuses(value);
    if (parameter.min !== undefined) {
      await takes(parameter.min);
      await refuses('0.009');
    }
    await walkItems(parameter, { takes, refuses });
    await walkLength(parameter, String(good), { takes, refuses });
  });
}

interface Judge {
  readonly takes: (value: unknown) => Promise<void>;
  readonly refuses: (value: unknown) => Promise<void>;
}

async function walkItems({ items }: Parameter, { takes, refuses }: Judge): Promise<void> {
  if (items === undefined) return;
  if (items === 'email') return refuses(['nobody']);
  for (const item of items) await takes([item]);
  await refuses(['another']);
}

async function walkLength(parameter: Parameter, good: string, judge: Judge): Promise<void> {
  const { max_length: max, format, values } = parameter;
  // A country or a choice has a length of its own.
  if (max === undefined || values !== undefined || format?.startsWith('iso-')) return;
  const padded = (length: number): string =>
    format === 'decimal' ? good.padStart(length, '0') : ofLength(good, length).slice(-length);
  await judge.takes(padded(max));
  await judge.refuses(padded(max + 1));
}

/** Both sides, asked the same; a refusal names the parameter. */
function judge(name: string, { sample, client, sandbox, companions }: Walk): Judge {
  const bodyWith = (value: unknown): Json =>
    Object.entries(companions?.(name, value) ?? {}).reduce(
      (body, [other, needed]) => withAt(body, other, needed ?? undefined),
      withAt(sample, name, value),
    );
  const about = (value: unknown): string => `${name} = ${JSON.stringify(value)}`;
  return {
    takes: async (value) => {
      const { status, said } = await client(bodyWith(value));
      assert.ok(status < 300, `${about(value)}: ${status} ${said}`);
    },
    refuses: async (value) => {
      const ours = await client(bodyWith(value));
      assert.equal(ours.sent, null, `${about(value)}: the client sends it`);
      assert.ok(ours.said.includes(name), `${about(value)}: ${ours.said}`);
      const theirs = await sandbox(bodyWith(value));
      assert.equal(theirs.status, 400, `${about(value)}: the sandbox takes it`);
      assert.ok(named(theirs, name), `${about(value)}: ${theirs.said}`);
    },
  };
}

/** By its path, nested or with points. */
const named = ({ answer, said }: Went, name: string): boolean =>
  at(answer, name) !== undefined || said.includes(`"${name}"`);

/** Runs a call of a client; `sent` tells what it sent, undefined for nothing. */
export async function wentBy(call: Promise<unknown>, sent: () => Json | undefined): Promise<Went> {
  try {
    const answer = (await call) as Json;
    return { sent: sent() ?? {}, status: 200, said: '', answer };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const refused = error.code === 'invalid_request';
    return {
      sent: refused ? null : (sent() ?? null),
      status: error.status ?? 400,
      said: error.message,
      answer: {},
    };
  }
}

/** The same of an answer of the sandbox. */
export async function wentTo(response: Response, sent: Json): Promise<Went> {
  const said = await response.text();
  return {
    sent,
    status: response.status,
    said,
    answer: said === '' ? {} : (JSON.parse(said) as Json),
  };
}

/** The check of an entry. An entry without one is a hole. */
export function checkOf<T>(checks: Readonly<Record<string, T>>, id: string): T {
  const check = Object.hasOwn(checks, id) ? checks[id] : undefined;
  assert.ok(check, `nothing checks ${id}`);
  return check;
}
