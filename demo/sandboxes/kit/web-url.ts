import { z } from 'zod';

/** Whether a browser or a webhook may be sent there: an absolute http(s) URL without credentials. */
export function isWebUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

export const webUrl = (message: string) =>
  z.string().refine(isWebUrl, { error: message, abort: true });
