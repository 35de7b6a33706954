import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillPath } from '../../src/contract/http.js';
import { SessionId } from '../../src/contract/ids.js';

describe('paths', () => {
  it('take their parameters percent-encoded, so that none becomes a path of its own', () => {
    assert.equal(
      fillPath('/sessions/:session_id', { session_id: 'a/../b?c#d' }),
      '/sessions/a%2F..%2Fb%3Fc%23d',
    );
  });
});

describe('session ids', () => {
  it('carry at least 128 bits in the URL-safe alphabet', () => {
    assert.ok(SessionId.safeParse('A'.repeat(22)).success);
    for (const id of ['A'.repeat(21), `${'A'.repeat(22)}/`, '../'.repeat(10), '']) {
      assert.equal(SessionId.safeParse(id).success, false, id);
    }
  });
});
