import {
  hostedPageProblems,
  hostedPageSettings,
  type HostedPageOptions,
  type HostedPageSettings,
} from '../hosted-page.js';
import {
  commonProblems,
  commonSettings,
  demandOptions,
  isText,
  lifetimeProblem,
  webhookTokenProblem,
  type CommonOptions,
  type CommonSettings,
  type OptionProblem,
} from '../options.js';
import type { OrderFacts } from '../order-facts.js';
import { shopperUrl } from '../shopper-url.js';
import { DEFAULT_FIELDS, type WebhookFields } from './webhook-fields.js';

/** Where the call lies that refunds or cancels a link. */
export interface RefundOrCancelCall {
  /** Below `baseUrl`. `{invoiceNumber}` in it stands for the number; without, the body holds it. */
  readonly path: string;
  /** Default `POST`. */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
}

/** `baseUrl`: `https://api.optty.com`, or `https://api.qa.optty.com` for Optty's sandbox. */
export interface OpttyClientOptions extends CommonOptions {
  /** Default `optty`: what errors call it. */
  readonly code?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where tokens are had. Default: Optty's own for its two APIs, else `{baseUrl}/token`. */
  readonly tokenUrl?: string;
  /** What the token is for; only `merchant` may manage payment links. Default `merchant`. */
  readonly scope?: 'merchant' | 'api-user';
  /**
   * The call that refunds a paid link and cancels any other (seed 000). No public source states its
   * path or method: take them from Optty's Postman collection. Default: none, so it is never called.
   */
  readonly refundOrCancel?: RefundOrCancelCall;
}

export interface OpttyOptions extends HostedPageOptions, Omit<OpttyClientOptions, 'scope'> {
  readonly code?: string;
  /** The secret path segment of the one webhook URL that is set in Optty's settings. */
  readonly webhookToken: string;
  /** Where the fields of a webhook body stand (see `WebhookFields`). */
  readonly webhookFields?: Partial<WebhookFields>;
  /** How long a link takes payments, in milliseconds: its `dueDate`. Default 24 hours. */
  readonly dueInMs?: number;
  /** Whether Optty asks for a tip. It is not part of the order amount. Default false. */
  readonly tipping?: boolean;
  readonly accountCode?: string;
  /** Whether the page keeps quiet about the tax. Optty's default is false. */
  readonly hideTax?: boolean;
  /**
   * What the link calls itself. Its meaning is not documented. Default: the merchant's name, else
   * the order reference.
   */
  readonly referenceName?: (order: OrderFacts) => string;
}

export interface OpttyClientSettings extends CommonSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
  readonly scope: 'merchant' | 'api-user';
  readonly refundOrCancel: Required<RefundOrCancelCall> | null;
  /** What no error may quote. */
  readonly secrets: readonly string[];
}

export interface OpttySettings extends HostedPageSettings, OpttyClientSettings {
  readonly webhookToken: string;
  readonly fields: WebhookFields;
  readonly dueInMs: number;
  readonly tipping: boolean;
  readonly accountCode: string | undefined;
  readonly hideTax: boolean | undefined;
  readonly referenceName: (order: OrderFacts) => string | null;
}

const DAY = 24 * 60 * 60 * 1000;

/** Optty's APIs and where their tokens are had (public documentation). */
const TOKEN_URLS: Readonly<Record<string, string>> = {
  'api.optty.com': 'https://auth.optty.com/token',
  'api.qa.optty.com': 'https://auth.qa.optty.com/token',
};

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function opttyClientSettings(options: OpttyClientOptions): OpttyClientSettings {
  const gateway = options.code ?? 'optty';
  demandOptions(gateway, [...commonProblems(options), ...clientProblems(options)]);
  const common = commonSettings(gateway, options);
  const { clientId, clientSecret, refundOrCancel, scope = 'merchant' } = options;
  return {
    ...common,
    clientId,
    clientSecret,
    scope,
    tokenUrl: options.tokenUrl ?? TOKEN_URLS[common.host] ?? `${common.baseUrl}/token`,
    refundOrCancel: refundOrCancel ? { method: 'POST', ...refundOrCancel } : null,
    secrets: [clientSecret],
  };
}

/** @throws {GatewayError} `misconfigured`, naming every option that cannot work. */
export function opttySettings(options: OpttyOptions): OpttySettings {
  const gateway = options.code ?? 'optty';
  const { webhookToken, dueInMs = DAY, accountCode } = options;
  demandOptions(gateway, [
    ...hostedPageProblems(options),
    ...clientProblems(options),
    webhookTokenProblem(webhookToken),
    lifetimeProblem('dueInMs', dueInMs),
    accountCode === undefined || isText(accountCode)
      ? null
      : ['accountCode', 'do not leave it empty'],
  ]);
  return {
    ...opttyClientSettings(options),
    ...hostedPageSettings(gateway, options, ['api.qa.optty.com']),
    secrets: [options.clientSecret, webhookToken],
    webhookToken,
    fields: { ...DEFAULT_FIELDS, ...options.webhookFields },
    dueInMs,
    tipping: options.tipping ?? false,
    accountCode,
    hideTax: options.hideTax,
    referenceName:
      options.referenceName ?? (({ summary }) => summary.merchant_name ?? summary.reference),
  };
}

function clientProblems(options: OpttyClientOptions): readonly OptionProblem[] {
  const { tokenUrl, refundOrCancel } = options;
  return [
    isText(options.clientId) ? null : ['clientId', 'give the client id of the account'],
    isText(options.clientSecret) ? null : ['clientSecret', 'give the secret of that client'],
    tokenUrl === undefined || shopperUrl(tokenUrl) !== null
      ? null
      : ['tokenUrl', 'give the https URL of the token endpoint'],
    refundOrCancel === undefined || /^\/[^\s?#]+$/.test(refundOrCancel.path)
      ? null
      : ['refundOrCancel.path', 'start it with "/", below baseUrl, without a query'],
  ];
}
