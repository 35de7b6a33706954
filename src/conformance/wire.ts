import type * as z from 'zod/mini';

/** `payment_methods[0].total.value` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at the path; undefined when nothing does. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key)
        ? Reflect.get(inside, key)
        : undefined,
    value,
  );
}

export interface WrongField {
  readonly path: readonly PropertyKey[];
  /** "missing", "a number": what is there instead; never the value, which may be a secret. */
  readonly found: string;
}

/** Where the value does not follow the schema. */
export function wrongFields(schema: z.ZodMiniType, value: unknown): readonly WrongField[] {
  const { success, error } = schema.safeParse(value);
  if (success) return [];
  return error.issues.map(({ path }) => ({ path, found: kindOf(at(value, path)) }));
}

/** The same in words. */
export function complaintsOf(schema: z.ZodMiniType, value: unknown): readonly string[] {
  return wrongFields(schema, value).map(inWords);
}

export function inWords({ path, found }: WrongField): string {
  return `${pathText(path) || 'the body'} is ${found}`;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return 'a string that does not fit';
    default:
      return `a ${typeof value}`;
  }
}

/** A word of an answer as it stands there. */
export function quoted(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** Every value inside, with its path, the value itself first. */
export function* walk(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<{ readonly path: readonly PropertyKey[]; readonly value: unknown }> {
  yield { path, value };
  if (Array.isArray(value)) {
    for (const [index, inside] of value.entries()) yield* walk(inside, [...path, index]);
  } else if (isRecord(value)) {
    for (const [key, inside] of Object.entries(value)) yield* walk(inside, [...path, key]);
  }
}

/** The fields that a schema has dropped: those that it does not know. */
export function unknownFields(sent: unknown, known: unknown): readonly string[] {
  return [...walk(sent)]
    .filter(
      ({ path }) => at(known, path) === undefined && at(known, path.slice(0, -1)) !== undefined,
    )
    .filter(({ value, path }) => value !== undefined && path.length > 0)
    .map(({ path }) => pathText(path.map((key) => (typeof key === 'number' ? 0 : key))));
}
