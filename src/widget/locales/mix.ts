/**
 * Words with others over them, the last ones on top. What is not of the kind that a word has to be
 * does not count: a page's own words must not break the list.
 */
export function mix<S extends object>(base: S, layers: readonly (object | null | undefined)[]): S {
  const words = Object.assign({}, base, ...layers) as S;
  for (const key in base) if (typeof words[key] !== typeof base[key]) words[key] = base[key];
  return words;
}
