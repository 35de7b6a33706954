import type { PostpayPage } from './wire.js';

/**
 * Every row of a list, page after page: `everyRow((page) => client.listOrders({ page }))`. Give an
 * `ordering` under which new rows come last; otherwise rows move between the pages meanwhile.
 */
export async function* everyRow<T>(
  list: (page: number) => Promise<PostpayPage<T>>,
): AsyncGenerator<T, void, undefined> {
  for (let page = 1; ; page += 1) {
    const { next, results } = await list(page);
    yield* results;
    if (next === null || results.length === 0) return;
  }
}
