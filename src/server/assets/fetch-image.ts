import { CheckoutError } from '../errors.js';
import { readBytes, TOO_LARGE } from '../read-bytes.js';
import { TIMED_OUT, timeBox, type StartTimer } from '../timer.js';
import type { Image } from './image-response.js';
import { imageType } from './image-type.js';

const IMAGE_LIMIT = 512 * 1024;
const BUDGET_MS = 5000;
const REDIRECTS = 3;

export interface FetchPorts {
  /** The URL when it may be fetched, else null. Asked again for every redirect. */
  readonly allow: (url: string) => URL | null;
  readonly fetch: typeof fetch;
  readonly timer: StartTimer;
}

/**
 * The image at this URL, within 5 s and 512 KiB.
 * @throws {CheckoutError} `not_found`, with a message that says what was wrong
 */
export async function fetchImage(source: string, ports: FetchPorts): Promise<Image> {
  const controller = new AbortController();
  const image = await timeBox(load(source, ports, controller.signal), BUDGET_MS, ports.timer);
  if (image !== TIMED_OUT) return image;
  controller.abort();
  throw refused('The image did not arrive in time.');
}

async function load(source: string, ports: FetchPorts, signal: AbortSignal): Promise<Image> {
  const response = await follow(source, ports, signal);
  if (response.status !== 200) {
    discard(response);
    throw refused(`The host answered ${response.status}.`);
  }
  const body = await readBytes(response.body, IMAGE_LIMIT);
  if (body === TOO_LARGE) {
    discard(response);
    throw refused(`The image is larger than ${IMAGE_LIMIT} bytes.`);
  }
  const type = imageType(body);
  if (type === null) throw refused('What the host sent is no image of a type that is served.');
  return { type, body };
}

/** Follows redirects by hand, so that none leads where the first URL could not have pointed. */
async function follow(source: string, ports: FetchPorts, signal: AbortSignal): Promise<Response> {
  let next = source;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const url = ports.allow(next);
    if (!url) throw refused('The address is not one that images may be fetched from.');
    const response = await ports.fetch(url.href, {
      headers: { Accept: 'image/*' },
      redirect: 'manual',
      signal,
    });
    const location = response.headers.get('Location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    discard(response);
    next = resolve(location, url);
  }
  throw refused('The image redirects too often.');
}

function resolve(location: string, base: URL): string {
  try {
    return new URL(location, base).href;
  } catch (cause) {
    throw refused('The image redirects to something that is no URL.', cause);
  }
}

/** Frees the connection of an answer that nobody reads. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

function refused(message: string, cause?: unknown): CheckoutError {
  return new CheckoutError('not_found', message, { cause });
}
