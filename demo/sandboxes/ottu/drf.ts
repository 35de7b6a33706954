import type { z } from 'zod';

/** Field errors as Ottu's API writes them: a list of messages per field, nested like the body. */
export interface FieldErrors {
  [field: string]: string[] | FieldErrors;
}

/** A refused request. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: 400 | 401 | 403 | 404 | 405 | 415 | 429;
  readonly body: FieldErrors | { readonly detail: string };

  constructor(status: ApiError['status'], body: string | FieldErrors) {
    super(typeof body === 'string' ? body : 'The request was refused.');
    this.status = status;
    this.body = typeof body === 'string' ? { detail: body } : body;
  }
}

export const notAChoice = (value: unknown): string => `"${String(value)}" is not a valid choice.`;

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** Zod's findings in the words of the Django REST framework, which Ottu's API is made with. */
export function drfMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return issue.input === undefined ? 'This field is required.' : notAChoice(issue.input);
    case 'too_big':
      return issue.origin === 'string'
        ? `Ensure this field has no more than ${String(issue.maximum)} characters.`
        : `Ensure this value is less than or equal to ${String(issue.maximum)}.`;
    case 'too_small':
      if (issue.origin === 'string') return 'This field may not be blank.';
      if (issue.origin === 'array') return 'This list may not be empty.';
      return `Ensure this value is greater than or equal to ${String(issue.minimum)}.`;
    default:
      return 'Enter a valid value.';
  }
}

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return 'This field is required.';
  if (input === null) return 'This field may not be null.';
  switch (expected) {
    case 'string':
      return 'Not a valid string.';
    case 'boolean':
      return 'Must be a valid boolean.';
    case 'int':
    case 'number':
      return 'A valid integer is required.';
    case 'array':
      return `Expected a list of items but got type "${typeof input}".`;
    default:
      return `Invalid data. Expected a dictionary, but got ${typeof input}.`;
  }
}

/** The first message per field, nested by path. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of error.issues) put(errors, path.map(String), message);
  return errors;
}

function put(errors: FieldErrors, path: readonly string[], message: string): void {
  const [field = 'non_field_errors', ...rest] = path;
  const present = errors[field];
  if (Array.isArray(present)) return;
  if (rest.length === 0) errors[field] = [message];
  else put((errors[field] = present ?? {}), rest, message);
}
