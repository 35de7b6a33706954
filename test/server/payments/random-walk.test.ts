import { describe, it } from 'node:test';
import { walkAtRandom } from './walk-run.js';

describe('a random walk through a checkout whose payments are taken at once', () => {
  it('never loses, doubles or invents a payment, and always comes to rest', () =>
    walkAtRandom(false, ['refund', 'refundOrCancel']));
});
