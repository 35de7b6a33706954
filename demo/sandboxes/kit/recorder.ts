/** A request to the sandbox's API or pages. Holds test credentials only, so nothing is masked. */
export interface RecordedRequest {
  readonly at: string;
  /** The sandbox's name of the endpoint. */
  readonly operation: string;
  readonly method: string;
  /** Path without the mount point, and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null while it is under way, and when it was never answered. */
  status: number | null;
}

/** More than any test needs; keeps a demo that runs for days small. */
const KEPT = 500;

export class Recorder {
  #entries: RecordedRequest[] = [];

  list(): readonly RecordedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }

  add(entry: RecordedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
  }
}
