/**
 * Why a call to a provider did not succeed.
 * - `unavailable`: no answer or a server error. Whether the provider did it is UNKNOWN.
 * - `refused`: the provider understood and said no. Nothing was done.
 * - `misconfigured`: the provider refused our credentials or settings. Nothing was done.
 * - `invalid_answer`: the provider answered something we cannot use. What it did is UNKNOWN.
 * - `invalid_request`: what was to be sent breaks the provider's documented rules. It was not sent.
 */
export type GatewayErrorCode =
  'unavailable' | 'refused' | 'misconfigured' | 'invalid_answer' | 'invalid_request';

const DEFINITE: ReadonlySet<GatewayErrorCode> = new Set([
  'refused',
  'misconfigured',
  'invalid_request',
]);

/** A call to a provider that failed. The message is for developers; it holds no secret. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: GatewayErrorCode;
  readonly gateway: string;
  /** The HTTP status of the answer, if there was one. */
  readonly status: number | null;
  /** The provider's own code of the error, where its answer has one. */
  readonly providerCode: string | null;

  constructor(
    code: GatewayErrorCode,
    gateway: string,
    message: string,
    options: {
      readonly status?: number;
      readonly providerCode?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.gateway = gateway;
    this.status = options.status ?? null;
    this.providerCode = options.providerCode ?? null;
  }

  /** True when the provider certainly did nothing. */
  get definite(): boolean {
    return DEFINITE.has(this.code);
  }
}

/** The provider said no, or would have: nothing was done, and asking again changes nothing. */
export const isRefusal = (error: unknown): error is GatewayError =>
  error instanceof GatewayError && (error.code === 'refused' || error.code === 'invalid_request');
