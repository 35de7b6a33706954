import { fillPath } from '../../contract/http.js';
import { receiveWebhook, returnFromProvider } from '../../contract/callbacks.js';
import type { CallbackUrls, Gateway, ReturnHint } from '../gateways/gateway.js';
import type { Settings } from '../options.js';

/** One letter behind the token tells which of its return URLs the provider chose. */
const HINTS: Readonly<Record<ReturnHint, string>> = { done: 'd', canceled: 'c', failed: 'f' };

/** The URLs that a provider gets. Built from `publicUrl`, never from a request. */
export function callbackUrls(
  { publicUrl }: Pick<Settings, 'publicUrl'>,
  gateway: Pick<Gateway, 'code' | 'webhookToken'>,
  tokens: { readonly returnToken: string; readonly webhookToken: string },
): CallbackUrls {
  const token = gateway.webhookToken ?? tokens.webhookToken;
  return {
    returnUrl: (hint) =>
      publicUrl +
      fillPath(returnFromProvider.path, { token: `${tokens.returnToken}.${HINTS[hint]}` }),
    webhookUrl: publicUrl + fillPath(receiveWebhook.path, { gateway: gateway.code, token }),
  };
}

/** Reads what `callbackUrls` wrote; null when it is not one of ours. */
export function readReturnToken(text: string): { token: string; hint: ReturnHint } | null {
  const match = /^([\w-]{20,200})\.([dcf])$/.exec(text);
  if (!match?.[1]) return null;
  const hint = match[2] === 'c' ? 'canceled' : match[2] === 'f' ? 'failed' : 'done';
  return { token: match[1], hint };
}

/** The merchant's return page with our session id in its query; what stood there stays. */
export function returnPage(
  settings: Pick<Settings, 'returnParam'>,
  page: string,
  sessionId: string,
): string {
  const url = new URL(page);
  url.searchParams.set(settings.returnParam, sessionId);
  return url.href;
}
