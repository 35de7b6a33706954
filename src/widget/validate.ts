/** A schema of the contract, by the interface that zod shares with other libraries (Standard Schema). */
export interface Schema<T> {
  readonly '~standard': {
    validate(value: unknown): Checked<T> | Promise<Checked<T>>;
  };
}

/** The value as the schema gives it on, or what is wrong with it. */
export type Checked<T> =
  { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

interface Issue {
  readonly path?: readonly unknown[] | undefined;
}

/**
 * Checks what came from outside. Not by `safeParse`: that is a method of `zod/mini`, and brings
 * classes of errors along which nobody here reads.
 */
export function validate<T>(schema: Schema<T>, value: unknown): Checked<T> {
  const checked = schema['~standard'].validate(value);
  // No schema of the contract is asynchronous: zod promises only where reading the value throws.
  return checked instanceof Promise ? { issues: [{}] } : checked;
}

/** Undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
