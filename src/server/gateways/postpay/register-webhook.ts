import type { PostpayClient } from './client.js';
import type { PostpayHookEvent } from './requests.js';
import type { PostpayHook } from './wire.js';

/**
 * Makes Postpay send its webhooks to one URL: run it when you deploy. A hook of that URL is brought
 * up to date and switched on, otherwise one is made; so it may be run again.
 * @param url `{publicUrl}/webhooks/{code}/{webhookToken}`
 * @param secret the gateway's `webhookSecret`
 */
export async function registerPostpayWebhook(
  client: PostpayClient,
  {
    url,
    secret,
    events = ['order', 'transaction'],
  }: {
    readonly url: string;
    readonly secret: string;
    readonly events?: readonly PostpayHookEvent[];
  },
): Promise<PostpayHook> {
  const { results } = await client.listHooks({ filter: { url }, ordering: 'created' });
  const known = results.find((hook) => hook.url === url);
  if (known === undefined) return client.createHook({ url, secret, events, active: true });
  return client.editHook(known.id, { secret, events, active: true });
}
