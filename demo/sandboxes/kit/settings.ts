import type { z } from 'zod';

/** The switches of one sandbox: checked when set, and back to their defaults on reset. */
export class Settings<Shape extends z.ZodObject> {
  readonly #schema: Shape;
  readonly #defaults: z.output<Shape>;
  #value: z.output<Shape>;

  constructor(schema: Shape, defaults: z.output<Shape>) {
    this.#schema = schema;
    this.#defaults = defaults;
    this.#value = defaults;
  }

  get value(): z.output<Shape> {
    return this.#value;
  }

  /** Throws a ZodError for an unknown switch or value. */
  set(change: Partial<z.input<Shape>>): void {
    this.#value = this.#schema.parse({ ...this.#value, ...change });
  }

  reset(): void {
    this.#value = this.#defaults;
  }
}
