import type { z } from 'zod';

const NAMES = {
  400: 'Bad request',
  401: 'Unauthorized',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  412: 'Precondition failed',
} as const;

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A refused request. The statuses are documented; the shape of the body is the sandbox's. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: keyof typeof NAMES;
  readonly errors: readonly FieldError[];

  constructor(status: keyof typeof NAMES, errors: readonly FieldError[]) {
    super(errors.map(({ field, message }) => `${field}: ${message}`).join(', '));
    this.status = status;
    this.errors = errors;
  }

  get body(): Readonly<Record<string, unknown>> {
    return {
      success: false,
      status_code: this.status,
      message: NAMES[this.status],
      errors: this.errors,
    };
  }
}

export const refuse = (status: keyof typeof NAMES, field: string, message: string): Refused =>
  new Refused(status, [{ field, message }]);

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be of type ${issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is required'
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `must have at most ${String(issue.maximum)} characters`;
    case 'too_small':
      return 'must not be empty';
    default:
      return 'is not valid';
  }
}

/** Parses a request. Throws a 400 that lists every field that is wrong. */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: complaint });
  if (parsed.success) return parsed.data;
  throw new Refused(
    400,
    parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
  );
}
