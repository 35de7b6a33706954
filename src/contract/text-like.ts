import * as z from 'zod/mini';

/** A string that matches. Written as a function: `z.regex` would be three classes in every page. */
export function textLike(pattern: RegExp) {
  return z.string().check(({ value: input, issues }) => {
    if (!pattern.test(input)) issues.push({ code: 'custom', input });
  });
}
