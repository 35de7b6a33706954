import { invalid, Refused } from './refused.js';

/** What a filter looks at: one kind of value per documented type. Times in epoch ms. */
export type Value = string | number | boolean | readonly string[] | null;

export type FilterKind = 'text' | 'number' | 'time' | 'boolean' | 'list';

export interface Filter<T> {
  readonly kind: FilterKind;
  readonly lookups: readonly string[];
  readonly read: (row: T) => Value;
}

/** The documented filters and orders of one list; `newest` is its order unless asked otherwise. */
export interface ListRules<T> {
  readonly filters: Readonly<Record<string, Filter<T>>>;
  readonly ordering: readonly string[];
}

type Test = (value: Value) => boolean;

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  exact: (left, right) => left === right,
  gt: (left, right) => left > right,
  lt: (left, right) => left < right,
  gte: (left, right) => left >= right,
  lte: (left, right) => left <= right,
};

const TEXTS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  exact: (value, wanted) => value === wanted,
  contains: (value, wanted) => value.includes(wanted),
  startswith: (value, wanted) => value.startsWith(wanted),
  endswith: (value, wanted) => value.endsWith(wanted),
  icontains: (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()),
  istartswith: (value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()),
  iendswith: (value, wanted) => value.toLowerCase().endsWith(wanted.toLowerCase()),
};

const day = (ms: number): number => Math.floor(ms / 86_400_000);

/** Parts of a time, UTC. The days of the week count from Sunday, which is 1. */
const PARTS: Readonly<Record<string, (ms: number) => number>> = {
  date: day,
  year: (ms) => new Date(ms).getUTCFullYear(),
  month: (ms) => new Date(ms).getUTCMonth() + 1,
  week_day: (ms) => new Date(ms).getUTCDay() + 1,
  day: (ms) => new Date(ms).getUTCDate(),
  hour: (ms) => new Date(ms).getUTCHours(),
};

const PAGING = new Set(['page', 'page_size', 'ordering']);

/** Keeps the rows that every parameter wants. Throws `invalid` for what is not documented. */
export function select<T>(
  rows: readonly T[],
  rules: ListRules<T>,
  query: URLSearchParams,
): readonly T[] {
  let kept = rows;
  for (const [name, wanted] of query) {
    if (PAGING.has(name)) continue;
    const [field = '', ...path] = name.split('__');
    const filter = rules.filters[field];
    const test = filter && testOf(filter, path, name, wanted);
    if (filter === undefined || test === undefined) throw invalid(name, 'Not a filter.');
    kept = kept.filter((row) => test(filter.read(row)));
  }
  return kept;
}

function testOf<T>(
  { kind, lookups }: Filter<T>,
  path: readonly string[],
  name: string,
  wanted: string,
): Test | undefined {
  const [lookup = 'exact', comparison] = path;
  if (!lookups.includes(lookup) || path.length > 2) return undefined;
  const part = kind === 'time' ? PARTS[lookup] : undefined;
  if (part !== undefined) return partTest(part, lookup, comparison ?? 'exact', name, wanted);
  if (comparison !== undefined) return undefined;
  if (lookup === 'isnull') {
    const absent = booleanOf(name, wanted);
    return (value) => (value === null) === absent;
  }
  if (lookup === 'in') {
    const tests = wanted.split(',').map((each) => plainTest(kind, 'exact', name, each));
    return (value) => tests.some((test) => test?.(value) === true);
  }
  return plainTest(kind, lookup, name, wanted);
}

function partTest(
  part: (ms: number) => number,
  lookup: string,
  comparison: string,
  name: string,
  wanted: string,
): Test | undefined {
  const compare = COMPARISONS[comparison];
  if (compare === undefined) return undefined;
  const right =
    lookup === 'date' ? day(timeOf(name, `${wanted}T00:00:00Z`)) : numberOf(name, wanted);
  return (value) => typeof value === 'number' && compare(part(value), right);
}

function plainTest(
  kind: FilterKind,
  lookup: string,
  name: string,
  wanted: string,
): Test | undefined {
  switch (kind) {
    case 'number':
    case 'time': {
      const right = kind === 'number' ? numberOf(name, wanted) : timeOf(name, wanted);
      const compare = COMPARISONS[lookup];
      return compare && ((value) => typeof value === 'number' && compare(value, right));
    }
    case 'boolean': {
      const right = booleanOf(name, wanted);
      return (value) => value === right;
    }
    case 'list': {
      const names = wanted.split(',');
      return (value) =>
        Array.isArray(value) &&
        names.every((each) => value.includes(each)) &&
        (lookup === 'contains' || value.length === names.length);
    }
    case 'text':
      return textTest(lookup, name, wanted);
  }
}

function textTest(lookup: string, name: string, wanted: string): Test | undefined {
  if (lookup === 'regex' || lookup === 'iregex') {
    const pattern = patternOf(name, wanted, lookup === 'iregex' ? 'i' : '');
    return (value) => typeof value === 'string' && pattern.test(value);
  }
  const compare = TEXTS[lookup];
  return compare && ((value) => typeof value === 'string' && compare(value, wanted));
}

function patternOf(name: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw invalid(name, 'Enter a valid regular expression.');
  }
}

function numberOf(name: string, text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw invalid(name, 'Enter a number.');
}

function timeOf(name: string, text: string): number {
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw invalid(name, 'Enter a valid date/time.');
  return ms;
}

function booleanOf(name: string, text: string): boolean {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  throw invalid(name, 'Enter true or false.');
}

/** Sorts by `ordering`, else newest first. Throws `invalid` for an order that is not documented. */
export function sort<T>(
  rows: readonly T[],
  { filters, ordering }: ListRules<T>,
  query: URLSearchParams,
): readonly T[] {
  const keys = (query.get('ordering') ?? '-created').split(',').map((key) => {
    const field = key.replace(/^-/, '');
    const filter = filters[field];
    if (!ordering.includes(field) || filter === undefined)
      throw invalid('ordering', 'Not an order.');
    return { read: filter.read, sign: key.startsWith('-') ? -1 : 1 };
  });
  // What has no value yet comes last upwards and first downwards, as in the original's database.
  const rank = (value: Value): number => (typeof value === 'number' ? value : Infinity);
  return rows.toSorted((left, right) => {
    for (const { read, sign } of keys) {
      const [a, b] = [rank(read(left)), rank(read(right))];
      if (a !== b) return a < b ? -sign : sign;
    }
    return 0;
  });
}

const PAGE_SIZE = 20;
const PAGE_SIZE_LIMIT = 50;

/** One page of the answer. Throws `not_found` for a page that is not there. */
export function paginate<T>(rows: readonly T[], link: URL) {
  const asked = Number(link.searchParams.get('page_size') ?? PAGE_SIZE);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, PAGE_SIZE_LIMIT) : PAGE_SIZE;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const text = link.searchParams.get('page') ?? '1';
  const page = /^\d+$/.test(text) ? Number(text) : 0;
  if (page < 1 || page > pages) throw new Refused('not_found', { message: 'Invalid page.' });
  const linkTo = (other: number): string | null => {
    if (other < 1 || other > pages) return null;
    const url = new URL(link);
    url.searchParams.set('page', String(other));
    return url.href;
  };
  return {
    count: rows.length,
    next: linkTo(page + 1),
    previous: linkTo(page - 1),
    results: rows.slice((page - 1) * size, page * size),
  };
}
