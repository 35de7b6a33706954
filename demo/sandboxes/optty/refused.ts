import type { z } from 'zod';

const NAMES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  422: 'Unprocessable Entity',
} as const;

/** A refused request, answered `{statusCode, message, error}`; fields: a list of messages. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: keyof typeof NAMES;
  readonly told: string | readonly string[];

  constructor(status: keyof typeof NAMES, told: string | readonly string[]) {
    super(String(told));
    this.status = status;
    this.told = told;
  }

  get body(): { statusCode: number; message: string | readonly string[]; error: string } {
    return { statusCode: this.status, message: this.told, error: NAMES[this.status] };
  }
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean value',
  array: 'an array',
  object: 'an object',
};

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'should not be empty'
        : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of the following values: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'number'
        ? `must not be less than ${String(issue.minimum)}`
        : 'should not be empty';
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
    parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()),
  );
}
