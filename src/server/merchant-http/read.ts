import type { z } from 'zod';
import type { EdgeContext } from '../edge.js';
import { readAnyJson } from '../read-json.js';
import { InvalidBody, type PropertyError } from './problem.js';

/**
 * The JSON body of the request, parsed.
 * @throws {CheckoutError} `unsupported_media_type`, `payload_too_large`, or `invalid_request` with
 * every property that is to blame
 */
export async function readBodyAs<T>(c: EdgeContext, schema: z.ZodType<T>): Promise<T> {
  return parsed(schema, await readAnyJson(c));
}

/** @throws {CheckoutError} `invalid_request` */
export function parsed<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new InvalidBody(result.error.issues.flatMap(propertyErrors));
}

/** A property that is not known is to blame itself, not the object that it is in. */
function propertyErrors(issue: z.core.$ZodIssue): readonly PropertyError[] {
  const at = (...more: readonly string[]): string => [...issue.path.map(String), ...more].join('.');
  if (issue.code !== 'unrecognized_keys') return [{ property: at(), message: issue.message }];
  return issue.keys.map((key) => ({ property: at(key), message: 'there is no such property' }));
}
