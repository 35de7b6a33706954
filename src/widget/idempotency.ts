import type { FailureCode } from './session/state.js';

/**
 * Remembers the idempotency key of a start for as long as its outcome is open: a retry and a second
 * click of the same choice reuse it, another choice gets its own.
 */
export class IdempotencyKeys {
  #intent = '';
  #key = '';

  /** The key for this intent, a string that names session, method, options and amount. */
  keyFor(intent: string): string {
    if (intent !== this.#intent) {
      this.#intent = intent;
      this.#key = randomId();
    }
    return this.#key;
  }

  /** The start was decided: the next one is another. */
  settle(code?: FailureCode): void {
    if (!code || !OPEN.test(code)) this.#intent = '';
  }
}

/** After these the backend may have started the payment, or may still do so. */
const OPEN =
  /^(network_error|timeout|invalid_response|internal_error|provider_unavailable|start_in_progress|hook_)/;

/** 128 random bits. Not `randomUUID`, which plain http pages of a development network lack. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
