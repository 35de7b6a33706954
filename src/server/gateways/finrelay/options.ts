import type { JSONWebKeySet, JWK } from 'jose';
import {
  hostedPageProblems,
  hostedPageSettings,
  type HostedPageOptions,
  type HostedPageSettings,
} from '../hosted-page.js';
import {
  demandOptions,
  isText,
  lifetimeProblem,
  webhookTokenProblem,
  type OptionProblem,
} from '../options.js';
import type { Customer } from '../order-facts.js';
import { accountProblems, type FinrelayAccount, type FinrelayConnection } from './client.js';
import { ALGORITHMS, keyProblem, keyList, type WebhookKey } from './keys.js';
import type { FinrelayTransactionType } from './request.js';
import { DEFAULT_FIELDS, type WebhookFields } from './webhook-fields.js';

export interface FinrelayOptions extends HostedPageOptions, FinrelayAccount {
  readonly terminalId: string;
  /** Default `PURCHASE`. */
  readonly transactionType?: FinrelayTransactionType;
  /** The secret path segment of the one webhook URL that Finrelay's support sets up. */
  readonly webhookToken: string;
  /**
   * The public keys that sign webhooks: PEM texts, JWKs or a JWK set. Finrelay signs kinds of events
   * with different keys, so give all of them.
   */
  readonly webhookKeys: string | JWK | JSONWebKeySet | readonly (string | JWK)[];
  /** Which signature algorithms are accepted: asymmetric ones only. Default: all of those. */
  readonly webhookAlgorithms?: readonly string[];
  /** Where the fields of a webhook body stand (see `WebhookFields`). */
  readonly webhookFields?: Partial<WebhookFields>;
  /**
   * How long a hosted page takes payments, in milliseconds. Not documented by Finrelay: so long an
   * unresolved payment is watched. Default 24 hours.
   */
  readonly linkLifetimeMs?: number;
  /** The terminal, the provider and the provider account can save cards. Default false. */
  readonly tokenization?: boolean;
  /**
   * Finrelay's id of a customer, sent as `customer_id`. Default: the merchant's own id of the
   * customer; give this where Finrelay knows its customers by other ids.
   */
  readonly customerId?: (customer: Customer) => string | undefined;
}

export interface FinrelaySettings extends HostedPageSettings, FinrelayConnection {
  readonly terminalId: string;
  readonly transactionType: FinrelayTransactionType;
  readonly webhookToken: string;
  readonly keys: readonly WebhookKey[];
  readonly algorithms: readonly string[];
  readonly fields: WebhookFields;
  readonly linkLifetimeMs: number;
  readonly tokenization: boolean;
  readonly customerId: (customer: Customer) => string | undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function finrelaySettings(options: FinrelayOptions): FinrelaySettings {
  const gateway = options.code ?? 'finrelay';
  demandOptions(gateway, [...hostedPageProblems(options), ...ownProblems(options)]);
  return {
    ...hostedPageSettings(gateway, options, TEST_HOSTS),
    username: options.username,
    password: options.password,
    apiKey: options.apiKey,
    secrets: [options.webhookToken],
    terminalId: options.terminalId,
    transactionType: options.transactionType ?? 'PURCHASE',
    webhookToken: options.webhookToken,
    keys: keyList(options.webhookKeys),
    algorithms: options.webhookAlgorithms ?? ALGORITHMS,
    fields: { ...DEFAULT_FIELDS, ...options.webhookFields },
    linkLifetimeMs: options.linkLifetimeMs ?? DAY,
    tokenization: options.tokenization ?? false,
    customerId: options.customerId ?? (({ id }) => id),
  };
}

/** Finrelay's development API (public documentation). */
const TEST_HOSTS = ['dev-api.finrelay.io'];

function ownProblems(options: FinrelayOptions): readonly OptionProblem[] {
  const { webhookToken, linkLifetimeMs } = options;
  return [
    ...accountProblems(options),
    isText(options.terminalId) ? null : ['terminalId', 'give the id of the terminal'],
    webhookTokenProblem(webhookToken),
    lifetimeProblem('linkLifetimeMs', linkLifetimeMs),
    algorithmProblem(options.webhookAlgorithms),
    keyProblem(options.webhookKeys),
  ];
}

/** A symmetric algorithm would take the public key for a shared secret: anyone could sign. */
function algorithmProblem(algorithms: readonly string[] | undefined): OptionProblem {
  const usable =
    algorithms === undefined ||
    (algorithms.length > 0 && algorithms.every((name) => ALGORITHMS.includes(name)));
  return usable ? null : ['webhookAlgorithms', `name some of ${ALGORITHMS.join(', ')}`];
}
