import type { FinrelayOptions } from 'hpp-checkout/server/finrelay';
import type { OpttyOptions } from 'hpp-checkout/server/optty';
import type { OttuOptions } from 'hpp-checkout/server/ottu';
import type { PaymentOptionsOptions } from 'hpp-checkout/server/paymentoptions';
import type { PostpayOptions } from 'hpp-checkout/server/postpay';
import { finrelaySandbox } from './sandboxes/finrelay/sandbox.js';
import type { OpttyOptions as OpttyBox } from './sandboxes/optty/options.js';
import { opttySandbox } from './sandboxes/optty/sandbox.js';
import type { OttuGateway } from './sandboxes/ottu/gateways.js';
import { ottuSandbox } from './sandboxes/ottu/sandbox.js';
import { paymentOptionsSandbox } from './sandboxes/paymentoptions/sandbox.js';
import { postpaySandbox } from './sandboxes/postpay/sandbox.js';
import type { SandboxOptions } from './sandboxes/sandbox.js';

/** What a merchant has from each provider, as the options of its gateway. */
export interface Accounts {
  readonly ottu: OttuOptions;
  readonly finrelay: FinrelayOptions;
  readonly optty: OpttyOptions;
  readonly paymentoptions: PaymentOptionsOptions;
  readonly postpay: PostpayOptions;
}

/** Where an account is opened. `now` and `deliver`: for tests, which open no port and do not wait. */
export interface Place extends Pick<SandboxOptions, 'now' | 'deliver'> {
  /** Of the sandbox, without a slash at the end. */
  readonly baseUrl: string;
  /** The secret end of `webhookUrl`. */
  readonly webhookToken: string;
  /** For providers whose support sets it up once. */
  readonly webhookUrl: string;
  readonly shopUrl: string;
}

const atPlace = ({ baseUrl, now, deliver }: Place): SandboxOptions => ({
  baseUrl,
  ...(now && { now }),
  ...(deliver && { deliver }),
});

/** Random, as everything that keeps strangers out has to be. */
export const secret = (): string => crypto.randomUUID() + crypto.randomUUID();

/** Ottu takes the webhook URL per payment, and lists the gateways that the merchant has there. */
export function ottuAccount(place: Place, gateways: readonly OttuGateway[]) {
  const sandbox = ottuSandbox({ ...atPlace(place), gateways });
  const options: OttuOptions = {
    baseUrl: place.baseUrl,
    apiKey: sandbox.credentials.api_key,
    webhookKey: sandbox.credentials.hmac_key,
    pgCodes: gateways.map(({ code }) => code),
    tokenizable: gateways.filter(({ tokenizable }) => tokenizable).map(({ code }) => code),
  };
  return { sandbox, options };
}

/** Finrelay knows one webhook URL per account. */
export async function finrelayAccount(place: Place) {
  const { baseUrl, webhookToken, webhookUrl } = place;
  const settings = { webhook_url: webhookUrl };
  const sandbox = await finrelaySandbox({ ...atPlace(place), settings });
  const { username, password, x_api_key, terminal_id, public_key_pem } = sandbox.credentials;
  const options: FinrelayOptions = {
    baseUrl,
    username,
    password,
    apiKey: x_api_key,
    terminalId: terminal_id,
    webhookToken,
    webhookKeys: public_key_pem,
    tokenization: true,
    method: { name: 'Finrelay', description: 'Visa, Mastercard and local cards' },
  };
  return { sandbox, options };
}

/**
 * Optty knows one webhook URL per account too, and sends no shopper back.
 * @param retries how its webhooks are sent again when they were not taken; default: as by Optty
 */
export function opttyAccount(place: Place, retries: Pick<OpttyBox, 'webhookRetries'> = {}) {
  const { baseUrl, webhookToken, webhookUrl } = place;
  const settings = { webhook_url: webhookUrl };
  const sandbox = opttySandbox({ ...atPlace(place), ...retries, settings });
  const options: OpttyOptions = {
    baseUrl,
    clientId: sandbox.credentials.client_id,
    clientSecret: sandbox.credentials.client_secret,
    webhookToken,
    refundOrCancel: { path: '/custom/hpp/refund-or-cancel' },
    method: { name: 'Optty', description: 'Buy now, pay later' },
  };
  return { sandbox, options };
}

/** PaymentOptions takes the webhook URL per payment; its webhooks only lead to a question. */
export function paymentOptionsAccount(place: Place) {
  const sandbox = paymentOptionsSandbox(atPlace(place));
  const options: PaymentOptionsOptions = {
    baseUrl: place.baseUrl,
    authorization: `Basic ${sandbox.credentials.api_key}`,
    apiKey: sandbox.credentials.x_api_key,
    merchantId: sandbox.credentials.merchant_id,
    merchantEmail: 'accounts@diwan.example',
    amountUnit: 'major',
    tokenization: true,
    method: { name: 'PaymentOptions', description: 'Credit and debit cards' },
  };
  return { sandbox, options };
}

/** Postpay signs its webhooks with the secret of the hook, which the merchant made once. */
export function postpayAccount(place: Place) {
  const { baseUrl, shopUrl, webhookToken, webhookUrl } = place;
  const webhookSecret = secret();
  const sandbox = postpaySandbox({
    ...atPlace(place),
    hooks: [{ events: ['order', 'transaction'], url: webhookUrl, secret: webhookSecret }],
  });
  const options: PostpayOptions = {
    baseUrl,
    merchantId: sandbox.credentials.merchant_id,
    secretKey: sandbox.credentials.secret_key,
    webhookSecret,
    webhookToken,
    shopUrl,
    method: { name: 'Postpay', description: 'In instalments' },
  };
  return { sandbox, options };
}
