/** Dotted paths into the body of a webhook; the first one that holds a value counts. */
export type FieldPaths = readonly string[];

/** The text at the first path that has one. Numbers are text here (see `parseExactly`). */
export function textAt(body: unknown, paths: FieldPaths): string | null {
  for (const path of paths) {
    const value = path.split('.').reduce<unknown>(inside, body);
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
