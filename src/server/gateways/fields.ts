/** An object whose keys may be missing, from one whose values may be undefined. */
export type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that have no value: providers take an absent field, seldom an empty one. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

/**
 * The text when a provider takes it: not empty and at most `max` characters. Otherwise undefined:
 * an optional field is left out rather than cut, since a cut e-mail or phone is a wrong one.
 */
export function fitting(text: string | null | undefined, max: number): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed !== '' && trimmed.length <= max ? trimmed : undefined;
}

/** The e-mail address when it fits and has the shape of one: a malformed one is refused. */
export function fittingEmail(text: string | null | undefined, max: number): string | undefined {
  const fitted = fitting(text, max);
  return fitted !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(fitted) ? fitted : undefined;
}
