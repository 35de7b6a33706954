import { parseArgs } from 'node:util';
import type { CheckOptions } from '../conformance/index.js';

/** An argument that is none, or is missing; the message names the remedy. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

export const USAGE = `Checks a running backend, in whatever language it is written, against the wire contract.

  hpp-checkout check <backend-url> --client-key <key> --session-id <id> [options]

  <backend-url>             where the backend is mounted: https://shop.example/api/checkout
  --client-key <key>        a client key that the backend knows
  --session-id <id>         a session that was created for this check, open and not paid
  --origin <origin>         the origin of the shop page, where the backend is on another one
  --pay                     also starts a payment and cancels the session; without it nothing is changed
  --payment-method <code>   what to pay with; otherwise what the page would select
  --json                    the report as JSON
  --help                    this text

Ends with 0 when there is no fault, 1 when there is one, 2 when it was called in a wrong way.`;

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'check'; readonly options: CheckOptions; readonly json: boolean };

/** @throws {UsageError} */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  if (values.help) return { kind: 'help' };
  const [command, backendUrl, ...rest] = positionals;
  if (command === undefined) throw new UsageError('Say what to do: check.');
  if (command !== 'check') throw new UsageError(`There is no command "${command}": use check.`);
  if (rest.length > 0) throw new UsageError(`Give one backend URL only, not "${rest.join(' ')}".`);
  const { origin, pay = false, json = false } = values;
  const paymentMethod = values['payment-method'];
  if (paymentMethod !== undefined && !pay) {
    throw new UsageError('--payment-method says what to pay with: add --pay.');
  }
  return {
    kind: 'check',
    json,
    options: {
      backendUrl: given('<backend-url>', backendUrl),
      clientKey: given('--client-key', values['client-key']),
      sessionId: given('--session-id', values['session-id']),
      pay,
      ...(origin !== undefined && { origin }),
      ...(paymentMethod !== undefined && { paymentMethod }),
    },
  };
}

function given(name: string, value: string | undefined): string {
  if (value) return value;
  throw new UsageError(`${name} is missing.`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'client-key': { type: 'string' },
        'session-id': { type: 'string' },
        origin: { type: 'string' },
        pay: { type: 'boolean' },
        'payment-method': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
