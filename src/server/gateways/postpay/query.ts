import { COMPARISONS, LOOKUPS, TIME_PARTS, type FilterKind, type ListRules } from './lists.js';

/** What a filter of each kind is compared with. Times are ISO 8601; amounts are hundredths. */
interface Values {
  readonly choice: string;
  readonly amount: number;
  readonly time: string;
  readonly optionalTime: string;
  readonly search: string;
  readonly url: string;
  readonly events: string;
  readonly flag: boolean;
  readonly code: number;
}

type Compared<T> = T | Partial<Readonly<Record<'exact' | (typeof COMPARISONS)[number], T>>>;

/** `date` is `YYYY-MM-DD`; `week_day` counts from Sunday, which is 1. */
type Wanted<L extends string, T> = L extends 'in'
  ? readonly T[]
  : L extends 'isnull'
    ? boolean
    : L extends 'date'
      ? Compared<string>
      : L extends (typeof TIME_PARTS)[number]
        ? Compared<number>
        : T;

type Lookup<K extends FilterKind> = (typeof LOOKUPS)[K][number];

type Filter<K extends FilterKind> =
  | { readonly [L in Lookup<K>]?: Wanted<L, Values[K]> }
  | ('exact' extends Lookup<K> ? Values[K] : never);

/**
 * What a list is asked for. A filter is a value (exact), or an object of lookups:
 * `{ status: { in: ['captured', 'denied'] }, created: { date: { gt: '2020-05-20' } } }`.
 * Undocumented ones do not compile, and are refused before anything is sent.
 */
export interface PostpayQuery<R extends ListRules = ListRules> {
  readonly filter?: { readonly [F in keyof R['filters']]?: Filter<R['filters'][F]> };
  /** A field, upwards, or `-` and a field, downwards. */
  readonly ordering?: R['ordering'][number] | `-${R['ordering'][number]}`;
  /** From 1. */
  readonly page?: number;
  /** 1 to 50. Default 20. */
  readonly page_size?: number;
}

type Pair = readonly [name: string, value: string];

/** The query string, with its `?`; empty for an empty query. Undocumented names are `problems`. */
export function queryText(
  rules: ListRules,
  { filter = {}, ordering, page, page_size }: PostpayQuery,
): { readonly text: string; readonly problems: readonly string[] } {
  const pairs = Object.entries(filter).flatMap(([field, wanted]) => pairsOf(field, wanted));
  const paging = { ordering, page, page_size };
  const extra = Object.entries(paging).flatMap(([name, value]): Pair[] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams([...pairs, ...extra].map(([name, value]) => [name, value]));
  const problems = [
    ...Object.entries(filter).flatMap(([field, wanted]) => filterProblems(rules, field, wanted)),
    ...(ordering === undefined || rules.ordering.includes(ordering.replace(/^-/, ''))
      ? []
      : [`ordering: use ${rules.ordering.join(' or ')}`]),
    ...(isWithin(page, Infinity) ? [] : ['page: count from 1']),
    ...(isWithin(page_size, 50) ? [] : ['page_size: ask for 1 to 50']),
  ];
  return { text: text.size === 0 ? '' : `?${text}`, problems };
}

const isWithin = (value: number | undefined, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= 1 && value <= most);

const isLookups = (wanted: unknown): wanted is Readonly<Record<string, unknown>> =>
  typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted);

/** `created: { date: { gt: x } }` is `created__date__gt=x`; `exact` is the bare name. */
function pairsOf(name: string, wanted: unknown): readonly Pair[] {
  if (wanted === undefined) return [];
  if (!isLookups(wanted)) return [[name, [wanted].flat().map(String).join(',')]];
  return Object.entries(wanted).flatMap(([lookup, value]) =>
    pairsOf(lookup === 'exact' ? name : `${name}__${lookup}`, value),
  );
}

function filterProblems({ filters }: ListRules, field: string, wanted: unknown): string[] {
  const kind = Object.hasOwn(filters, field) ? filters[field] : undefined;
  if (kind === undefined) return [`${field}: filter by ${Object.keys(filters).join(', ')}`];
  const known: readonly string[] = LOOKUPS[kind];
  const lookups = isLookups(wanted) ? wanted : { exact: wanted };
  return Object.entries(lookups).flatMap(([lookup, value]) => {
    if (!known.includes(lookup)) return [`${field}: look it up by ${known.join(', ')}`];
    return valueProblems(`${field}.${lookup}`, lookup, value);
  });
}

function valueProblems(name: string, lookup: string, value: unknown): string[] {
  if (isLookups(value)) {
    const parts: readonly string[] = TIME_PARTS;
    const compared: readonly string[] = ['exact', ...COMPARISONS];
    const fits =
      parts.includes(lookup) && Object.keys(value).every((key) => compared.includes(key));
    return fits ? [] : [`${name}: give a value`];
  }
  // The list travels with commas between its values, and nothing escapes one.
  const cut = Array.isArray(value) && value.some((each) => String(each).includes(','));
  return cut ? [`${name}: no value may hold a comma`] : [];
}
