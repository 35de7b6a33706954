import type { z } from 'zod';
import { errorOf, type ProviderCall } from './provider-fetch.js';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/**
 * What is to be sent, once it keeps the provider's documented rules: nothing that the provider is
 * known to refuse leaves at all.
 * @throws {GatewayError} `invalid_request`, naming every field and what it has to be.
 */
export function checkedRequest<T>(
  schema: z.ZodType<T>,
  body: unknown,
  call: Pick<ProviderCall<unknown>, 'gateway' | 'action' | 'hidden'>,
): T {
  const { data, error } = schema.safeParse(body, { error: remedyOf });
  if (!error) return data;
  const lines = error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the request'}: ${message}`,
  );
  const said = [...new Set(lines)].join('; ');
  throw errorOf(call, 'invalid_request', `Nothing was sent. Correct ${said}.`);
}

/** What the value has to be. Never quotes the value. */
function remedyOf(issue: Issue): string {
  if (issue.input === undefined) return 'give it';
  switch (issue.code) {
    case 'invalid_type':
      return `give ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `use one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `use at most ${String(issue.maximum)} characters`
        : `use at most ${String(issue.maximum)}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'do not leave it empty'
        : `use at least ${String(issue.minimum)}`;
    case 'invalid_format':
      return `write it as ${issue.format}`;
    default:
      return 'it is not valid';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
