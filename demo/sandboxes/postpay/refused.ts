import type { z } from 'zod';

/** The error codes of seed 004 with their HTTP status and wording. */
const ERRORS = {
  invalid: [400, 'Invalid input.'],
  parse_error: [400, 'Malformed request.'],
  authentication_failed: [401, 'Invalid authentication credentials.'],
  payment_required: [402, 'Payment required.'],
  capture_error: [402, 'Payment transaction declined.'],
  permission_denied: [403, 'You do not have permission to perform this action.'],
  not_found: [404, 'Not found.'],
  method_not_allowed: [405, 'HTTP method not allowed.'],
  not_acceptable: [406, 'Could not satisfy the request Accept header.'],
  conflict: [409, 'A conflict of data exists, even with valid information.'],
  invalid_status: [409, 'The status of the order does not allow this.'],
  limit_exceeded: [409, 'The amount exceeds the limit.'],
  gone: [410, 'The target resource is no longer available.'],
  expired: [410, 'The capture has expired.'],
  unsupported_media_type: [415, 'Unsupported media type in request.'],
  unprocessable: [422, 'The requested information is okay, but invalid.'],
  throttled: [429, 'Request was throttled.'],
  error: [500, 'Oops!'],
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** What is wrong with each field, by its path with dots. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** A refused request. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    more: {
      readonly message?: string;
      readonly fields?: FieldErrors;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(more.message ?? ERRORS[code][1]);
    this.code = code;
    this.fields = more.fields;
    this.headers = more.headers ?? {};
  }

  get status(): (typeof ERRORS)[ErrorCode][0] {
    return ERRORS[this.code][0];
  }

  get body(): unknown {
    const { code, message, fields } = this;
    return { error: { code, message, ...(fields !== undefined && { fields }) } };
  }
}

export const invalid = (field: string, message: string): Refused =>
  new Refused('invalid', { fields: { [field]: [message] } });

/** The body of an error with that status, for a fault that names none. */
export function bodyOfStatus(status: number): unknown {
  const known = Object.entries(ERRORS).find(([, [each]]) => each === status);
  const [code, [, message]] = known ?? (['error', ERRORS.error] as const);
  return { error: { code, message } };
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function describe(issue: Issue): string | undefined {
  if (issue.input === undefined) return 'This field is required.';
  if (issue.input === null) return 'This field may not be null.';
  switch (issue.code) {
    case 'invalid_type':
      return `Not a valid ${issue.expected === 'int' ? 'integer' : issue.expected}.`;
    case 'invalid_value':
      return `${JSON.stringify(issue.input)} is not a valid choice.`;
    case 'too_small':
      if (issue.origin === 'string') return 'This field may not be blank.';
      if (issue.origin === 'array') return 'This list may not be empty.';
      return `Ensure this value is greater than or equal to ${String(issue.minimum)}.`;
    case 'invalid_format':
      return issue.format === 'email' ? 'Enter a valid email address.' : 'Not in ISO 8601 format.';
    default:
      return undefined;
  }
}

/** Parses a request. Throws `invalid` with every field that is wrong. */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: describe });
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) {
    (fields[path.join('.') || 'non_field_errors'] ??= []).push(message);
  }
  throw new Refused('invalid', { fields });
}
