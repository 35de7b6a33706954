import type { z } from 'zod';

export interface PropertyError {
  readonly property: string;
  readonly message: string;
}

const NAMES = {
  400: 'INVALID',
  401: 'UNAUTHORIZED',
  404: 'NOT_FOUND',
  405: 'NOT_ALLOWED',
  415: 'UNSUPPORTED',
} as const;

/** A refused request. Only `INVALID` is documented; the other names are the sandbox's. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: keyof typeof NAMES;
  readonly errors: readonly PropertyError[];

  constructor(status: keyof typeof NAMES, errors: readonly PropertyError[]) {
    super(errors.map(({ property, message }) => `${property}: ${message}`).join(', '));
    this.status = status;
    this.errors = errors;
  }

  get body(): { status: string; errors: readonly PropertyError[] } {
    return { status: NAMES[this.status], errors: this.errors };
  }
}

export const invalid = (property: string, message: string): Refused =>
  new Refused(400, [{ property, message }]);

type Issue = Parameters<z.core.$ZodErrorMap>[0];

export function describe(issue: Issue): string {
  if (issue.input === undefined || issue.input === null) return 'must not be null';
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected === 'int' ? 'integer' : issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'must not be blank'
        : `must be at least ${String(issue.minimum)}`;
    default:
      return 'is not valid';
  }
}

/** Parses a request. Throws `INVALID` with every property that is wrong. */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: describe });
  if (parsed.success) return parsed.data;
  throw new Refused(
    400,
    parsed.error.issues.map(({ path, message }) => ({ property: path.join('.'), message })),
  );
}
