import { finrelaySandbox } from '../../demo/sandboxes/finrelay/sandbox.js';
import { opttySandbox } from '../../demo/sandboxes/optty/sandbox.js';
import { ottuSandbox } from '../../demo/sandboxes/ottu/sandbox.js';
import { paymentOptionsSandbox } from '../../demo/sandboxes/paymentoptions/sandbox.js';
import { postpaySandbox } from '../../demo/sandboxes/postpay/sandbox.js';
import type { Sandbox, SandboxOptions } from '../../demo/sandboxes/sandbox.js';
import {
  finrelayBook,
  opttyBook,
  ottuBook,
  paymentOptionsBook,
  postpayBook,
  type ReadBook,
} from './books.js';
import type { GatewaySettings } from './gateways.js';

/** A provider as the merchant, the shopper's hand and the auditor meet it. */
export interface Account<Options> {
  readonly sandbox: Sandbox;
  /** What the merchant writes into the options of its gateway. */
  readonly options: Options;
  /** Nobody can ask it, so a webhook that was not taken has to be sent again. */
  readonly sendsAgain: boolean;
  /** Which payment, and which method of it, a link leads to. */
  readonly paymentOf: (link: URL) => { readonly payment: string; readonly method?: string };
  readonly read: ReadBook;
}

export interface Place extends Pick<SandboxOptions, 'now' | 'deliver'> {
  readonly baseUrl: string;
  readonly webhookToken: string;
  readonly webhookUrl: string;
}

/** One maker per provider; a new provider is a new line here and in `gateways.ts`. */
export const ACCOUNTS: {
  readonly [Code in keyof GatewaySettings]: (
    place: Place,
  ) => Promise<Account<GatewaySettings[Code]>>;
} = {
  ottu: (place) => Promise.resolve(ottuAccount(place)),
  finrelay: finrelayAccount,
  optty: (place) => Promise.resolve(opttyAccount(place)),
  postpay: (place) => Promise.resolve(postpayAccount(place)),
  paymentoptions: (place) => Promise.resolve(paymentOptionsAccount(place)),
};

/** The last parts of a path. */
const partsOf = ({ pathname }: URL): string[] => pathname.split('/').slice(-2);
const byLastPart = (link: URL) => ({ payment: partsOf(link)[1] ?? '' });

function ottuAccount({ webhookToken: _, webhookUrl: __, ...options }: Place) {
  // So that there are authorizations to be released, too.
  const sandbox = ottuSandbox({ ...options, settings: { operations: { tabby: 'authorize' } } });
  return {
    sandbox,
    options: {
      baseUrl: options.baseUrl,
      apiKey: sandbox.credentials.api_key,
      webhookKey: sandbox.credentials.hmac_key,
      pgCodes: ['knet', 'credit-card', 'apple-pay', 'tabby'],
    },
    sendsAgain: false,
    paymentOf: (link: URL) => {
      const [payment = '', method = ''] = partsOf(link);
      return { payment, method };
    },
    read: ottuBook,
  };
}

async function finrelayAccount({ webhookToken, webhookUrl, ...options }: Place) {
  const sandbox = await finrelaySandbox({ ...options, settings: { webhook_url: webhookUrl } });
  const { username, password, x_api_key, terminal_id, public_key_pem } = sandbox.credentials;
  return {
    sandbox,
    options: {
      baseUrl: options.baseUrl,
      ...{ username, password, webhookToken },
      apiKey: x_api_key,
      terminalId: terminal_id,
      webhookKeys: public_key_pem,
      method: { name: 'Finrelay' },
    },
    sendsAgain: true,
    paymentOf: byLastPart,
    read: finrelayBook,
  };
}

function opttyAccount({ webhookToken, webhookUrl, ...options }: Place) {
  const sandbox = opttySandbox({
    ...options,
    settings: { webhook_url: webhookUrl },
    // Sent again by the test, as the first thing that a new backend hears.
    webhookRetries: 0,
  });
  return {
    sandbox,
    options: {
      baseUrl: options.baseUrl,
      clientId: sandbox.credentials.client_id,
      clientSecret: sandbox.credentials.client_secret,
      webhookToken,
      refundOrCancel: { path: '/custom/hpp/refund-or-cancel' },
      method: { name: 'Optty' },
    },
    sendsAgain: true,
    paymentOf: byLastPart,
    read: opttyBook,
  };
}

function postpayAccount({ webhookToken, webhookUrl, ...options }: Place) {
  const webhookSecret = 'secret-of-the-hook';
  const sandbox = postpaySandbox({
    ...options,
    hooks: [{ events: ['order'], url: webhookUrl, secret: webhookSecret }],
  });
  return {
    sandbox,
    options: {
      baseUrl: options.baseUrl,
      merchantId: sandbox.credentials.merchant_id,
      secretKey: sandbox.credentials.secret_key,
      ...{ webhookSecret, webhookToken },
      shopUrl: 'http://localhost/shop',
      method: { name: 'Postpay' },
    },
    sendsAgain: false,
    paymentOf: byLastPart,
    read: postpayBook,
  };
}

function paymentOptionsAccount({ webhookToken: _, webhookUrl: __, ...options }: Place) {
  // With one id for link and transaction, a payment whose webhook was lost can be asked for.
  const sandbox = paymentOptionsSandbox({ ...options, settings: { transaction_id: 'link' } });
  const { api_key, x_api_key, merchant_id } = sandbox.credentials;
  return {
    sandbox,
    options: {
      baseUrl: options.baseUrl,
      authorization: `Basic ${api_key}`,
      apiKey: x_api_key,
      merchantId: merchant_id,
      merchantEmail: 'shop@shop.example',
      amountUnit: 'major' as const,
      method: { name: 'PaymentOptions' },
    },
    sendsAgain: false,
    paymentOf: byLastPart,
    read: paymentOptionsBook,
  };
}
