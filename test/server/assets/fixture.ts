import { createAssets } from '../../../src/server/assets/assets.js';
import { checkOptions, type CheckoutOptions } from '../../../src/server/options.js';
import { memoryStore } from '../../../src/server/store/memory.js';
import { manualTimer, recordingLog, testGateway, testOptions } from '../handler/fixture.js';

export const URL_1 = 'https://cdn.provider.example/knet.png';
export const fromGateway = (url = URL_1) => ({ kind: 'gateway', gateway: 'ottu', url }) as const;

export type Answer = (url: string, init: RequestInit) => Response | Promise<Response>;

/** The images over an outside world that the test answers for. */
export function world(answer: Answer, options: Partial<CheckoutOptions> = {}) {
  const asked: string[] = [];
  const log = recordingLog();
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const bells = manualTimer();
  const store = options.store ?? memoryStore();
  const settings = checkOptions(
    testOptions({
      store,
      log,
      gateways: [testGateway(), testGateway({ code: 'finrelay', assetHosts: ['fin.example'] })],
      now: () => clock.now,
      fetch: async (input, init) => {
        if (typeof input !== 'string') throw new Error('The address is passed as text.');
        asked.push(input);
        return Promise.resolve(answer(input, init ?? {}));
      },
      ...options,
    }),
  );
  const assets = createAssets({ settings, timer: bells.timer });
  const get = (id: string | null, init: RequestInit = {}): Promise<Response> =>
    assets.respond(id ?? 'null', new Request(`https://shop.example/assets/${id}`, init));
  return { assets, get, asked, log, clock, bells, store };
}
