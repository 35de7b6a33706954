import { z } from 'zod';
import type { SandboxOptions } from '../sandbox.js';
import type { OttuGateway } from './gateways.js';

export const OttuSettings = z.strictObject({
  /** single: a failed try fails the payment, a canceled one expires it. multi: both leave it `attempted`. */
  attempts: z.enum(['multi', 'single']),
  /** Replaces the operation of a gateway code. */
  operations: z.record(z.string(), z.enum(['purchase', 'authorize'])),
  /** The dashboard's "expire payment transactions": otherwise it expires when the payer tries to pay. */
  auto_expire: z.boolean(),
  /** Whether a retrieve needs credentials: the sources disagree. */
  retrieve: z.enum(['public', 'authenticated']),
  /** What the payment gateway answers to refund, capture and void. */
  operation_result: z.enum(['success', 'queued', 'failed']),
  /** Gateway codes that the payer sees as out of order: opening one is an attempt with an error. */
  broken_codes: z.array(z.string()),
  /** When the cards that payers use expire: `MM/YY`. */
  card_expires: z.string().regex(/^(0[1-9]|1[0-2])\/\d\d$/),
});
export type OttuSettings = z.output<typeof OttuSettings>;

export const DEFAULT_SETTINGS: OttuSettings = {
  attempts: 'multi',
  operations: {},
  auto_expire: false,
  retrieve: 'public',
  operation_result: 'success',
  broken_codes: [],
  card_expires: '12/40',
};

/** A user of Basic authentication. */
export interface OttuUser {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  /** `{plugin}.add|change|view`, `payment.{operation}`, `payment.inquiry`. */
  readonly permissions: readonly string[];
  /** Gateway codes that the user may use. */
  readonly pgCodes: readonly string[];
}

export interface OttuOptions extends SandboxOptions {
  readonly gateways?: readonly OttuGateway[];
  readonly users?: readonly OttuUser[];
  readonly apiKey?: string;
  readonly publicKey?: string;
  readonly hmacKey?: string;
  readonly settings?: Partial<OttuSettings>;
}
