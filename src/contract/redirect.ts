import * as z from 'zod/mini';

/** How the page sends the shopper to the provider: by a plain navigation, or by posting a form. */
export const Redirect = z.discriminatedUnion('method', [
  z.object({ method: z.literal('GET'), url: z.string() }),
  z.object({
    method: z.literal('POST'),
    url: z.string(),
    fields: z.record(z.string(), z.string()),
  }),
]);
export type Redirect = z.infer<typeof Redirect>;
