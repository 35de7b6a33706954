import { CheckoutError } from '../errors.js';
import type { Settings } from '../options.js';
import type { AssetRecord } from '../store/store.js';
import { startTimer, type StartTimer } from '../timer.js';
import { fetchImage } from './fetch-image.js';
import { assetFiles } from './files.js';
import { assetId } from './asset-id.js';
import { fetchableUrl } from './policy.js';
import { imageResponse, type Image } from './image-response.js';

/** Where an image comes from. */
export type AssetSource =
  | { readonly kind: 'gateway'; readonly gateway: string; readonly url: string }
  | { readonly kind: 'merchant'; readonly url: string }
  /** The name of one of `assets.files`. */
  | { readonly kind: 'merchant'; readonly file: string };

export interface AssetService {
  /**
   * The id under which the image is served, or null when it may not be: then the page draws a
   * monogram. Fetches nothing yet.
   */
  register(source: AssetSource): Promise<string | null>;
  /**
   * The image. Only registered ones: this is no proxy.
   * @throws {CheckoutError} `not_found`
   */
  respond(id: string, request: Request): Promise<Response>;
}

export interface AssetDependencies {
  readonly settings: Pick<
    Settings,
    'store' | 'gateways' | 'assetHosts' | 'assetFiles' | 'allowedOrigins' | 'fetch' | 'now' | 'log'
  >;
  readonly timer?: StartTimer;
}

/** After a failed fetch the next one is tried this much later. */
const RETRY_AFTER_MS = 60_000;
/** How many ids this process remembers; more only cost another look into the store. */
const MEMORY = 10_000;

export function createAssets({ settings, timer = startTimer }: AssetDependencies): AssetService {
  const { store, now, log } = settings;
  const files = assetFiles(settings.assetFiles);
  const registered = new Set<string>();
  const failedUntil = new Map<string, number>();
  const fetching = new Map<string, Promise<Image | null>>();

  function hostsOf(gateway: string | null): readonly string[] {
    if (gateway === null) return settings.assetHosts;
    return settings.gateways.find(({ code }) => code === gateway)?.assetHosts ?? [];
  }

  async function registerUrl(gateway: string | null, text: string): Promise<string | null> {
    const url = fetchableUrl(text, hostsOf(gateway));
    if (!url) {
      log.warn('An image is left out: its host is not listed for it.', { gateway, url: text });
      return null;
    }
    const source = url.href;
    const id = await assetId(gateway ?? '', source);
    if (!registered.has(id)) {
      const blank = { id, source, gateway, type: null, body: null, fetchedAt: null };
      if (!(await store.loadAsset(id))) await store.saveAsset(blank);
      remember(registered, id);
    }
    return id;
  }

  /** The image; fetched once, however many ask for it at the same time. */
  async function find(id: string): Promise<Image | null> {
    const file = await files.byId(id);
    if (file) return file;
    const record = await store.loadAsset(id);
    if (!record) return null;
    const { type, body } = record;
    if (type !== null && body !== null) return { type, body };
    if (now() < (failedUntil.get(id) ?? 0)) return null;
    const running = fetching.get(id) ?? fill(record).finally(() => fetching.delete(id));
    fetching.set(id, running);
    return running;
  }

  async function fill(record: AssetRecord): Promise<Image | null> {
    const { id, gateway, source } = record;
    try {
      // Checked again: the configuration may have changed since the image was registered.
      const allow = (text: string): URL | null => fetchableUrl(text, hostsOf(gateway));
      const image = await fetchImage(source, { allow, fetch: settings.fetch, timer });
      failedUntil.delete(id);
      await store.saveAsset({ ...record, ...image, fetchedAt: new Date(now()).toISOString() });
      return image;
    } catch (error) {
      if (failedUntil.size >= MEMORY) failedUntil.clear();
      failedUntil.set(id, now() + RETRY_AFTER_MS);
      log.warn('An image could not be fetched.', { asset: id, gateway, url: source, error });
      return null;
    }
  }

  return {
    register(source) {
      if ('file' in source) return files.idOf(source.file);
      return registerUrl(source.kind === 'gateway' ? source.gateway : null, source.url);
    },
    async respond(id, request) {
      const image = /^[\w-]{32}$/.test(id) ? await find(id) : null;
      if (!image) throw new CheckoutError('not_found', 'There is no such image.');
      return imageResponse(image, request, settings.allowedOrigins.length > 0);
    },
  };
}

function remember(set: Set<string>, id: string): void {
  if (set.size >= MEMORY) set.clear();
  set.add(id);
}
