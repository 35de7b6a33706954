import * as z from 'zod/mini';

/**
 * How the page sends the shopper to the provider: by a plain navigation, or by posting a form with
 * these fields. Written as one object, not as a union: the pages that read it count bytes.
 */
export const RedirectView = z.object({
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  /** Names and values. Always there with POST, never with GET. */
  fields: z.optional(z.catchall(z.object({}), z.string())),
});

/** What a gateway answers: the exact shape of both kinds. */
export type Redirect =
  { method: 'GET'; url: string } | { method: 'POST'; url: string; fields: Record<string, string> };
