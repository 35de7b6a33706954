import { Hono } from 'hono';
import type { Sleep } from './clock.js';
import { underFault, type FaultDesk } from './faults.js';
import type { RecordedRequest, Recorder } from './recorder.js';

export interface FrontOptions {
  readonly app: Hono;
  /** Path of the base URL, without trailing slash; empty at the root. */
  readonly mount: string;
  /** The sandbox's name of an endpoint; undefined for what is neither recorded nor faulted. */
  readonly operationOf: (method: string, path: string) => string | undefined;
  readonly faults: FaultDesk;
  readonly recorder: Recorder;
  readonly now: () => number;
  readonly sleep: Sleep;
}

export const mountOf = (baseUrl: string): string => new URL(baseUrl).pathname.replace(/\/+$/, '');

/** A router that knows the paths below the mount point, with and without a trailing slash. */
export const createRouter = (mount: string): Hono =>
  new Hono({
    getPath: (request) =>
      new URL(request.url).pathname.slice(mount.length).replace(/\/+$/, '') || '/',
  });

/** The sandbox as one function: records the request, applies the faults, then asks the routes. */
export function createFront(options: FrontOptions): (request: Request) => Promise<Response> {
  const { app, mount, operationOf, faults, recorder, sleep } = options;
  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.slice(mount.length);
    const operation = operationOf(request.method, path);
    if (operation === undefined) return app.fetch(request);
    const entry: RecordedRequest = {
      at: new Date(options.now()).toISOString(),
      operation,
      method: request.method,
      path: path + url.search,
      headers: Object.fromEntries(request.headers),
      body: await request.clone().text(),
      status: null,
    };
    recorder.add(entry);
    const handle = async (): Promise<Response> => app.fetch(request);
    const response = await underFault(
      faults.take(request, operation),
      request,
      faults,
      sleep,
      handle,
    );
    entry.status = response.status;
    return response;
  };
}
