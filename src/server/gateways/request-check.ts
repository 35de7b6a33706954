import type { z } from 'zod';
import type { GatewayError } from './gateway-error.js';
import { errorOf, type ProviderCall } from './provider-fetch.js';

/**
 * What is to be sent, once it keeps the provider's documented rules.
 * @throws {GatewayError} `invalid_request`, naming every field and what it has to be.
 */
export function checkedRequest<T>(
  schema: z.ZodType<T>,
  body: unknown,
  call: Pick<ProviderCall<unknown>, 'gateway' | 'action' | 'hidden'>,
): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error, call);
}

function invalidRequest(
  { issues }: z.ZodError,
  call: Pick<ProviderCall<unknown>, 'gateway' | 'action' | 'hidden'>,
): GatewayError {
  const lines = issues.map(({ path, message }) => `${path.join('.') || 'the request'}: ${message}`);
  const said = [...new Set(lines)].join('; ');
  return errorOf(call, 'invalid_request', `It was not sent. Correct ${said}.`);
}
