/** What must never stand in an error or a log. */
export interface Hidden {
  /** Credentials and tokens: hidden wherever they occur. */
  readonly secrets: readonly string[];
  /** Data of a person: hidden where they stand as words of their own. */
  readonly personal: readonly string[];
}

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "Address" inside of `customer_address` names a field; it is no address. */
const alone = (word: string): string => `(?<![\\p{L}\\p{N}_])${literal(word)}(?![\\p{L}\\p{N}_])`;

const longestFirst = (words: readonly string[], atLeast: number): string[] =>
  words.filter((word) => word.length >= atLeast).sort((a, b) => b.length - a.length);

/** The same text with everything hidden taken out. A single letter is not worth hiding. */
export function redact(text: string, { secrets, personal }: Hidden): string {
  const patterns = [
    ...longestFirst(secrets, 1).map(literal),
    ...longestFirst(personal, 2).map(alone),
  ];
  if (patterns.length === 0) return text;
  return text.replace(new RegExp(patterns.join('|'), 'giu'), '[redacted]');
}

/** Every string inside of a value: what to hide when the value is about a person. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
