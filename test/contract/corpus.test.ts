import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaymentSessionView } from '../../src/contract/payment-session.js';
import { Problem } from '../../src/contract/problem.js';
import { kindOf, names, read } from './corpus.js';
import { schemas, type Kind } from './schemas.js';

/** The corpus was recorded once and is never edited: what was valid in version 1 stays valid. */
describe('recorded messages of contract version 1', () => {
  it('has messages of every kind', () => {
    for (const kind of Object.keys(schemas) as Kind[]) {
      assert.ok(
        names.some((name) => kindOf(name) === kind),
        kind,
      );
    }
  });

  for (const name of names) {
    it(`is read without losing anything: ${name}`, () => {
      const message = read(name);
      const parsed: unknown = schemas[kindOf(name)].parse(message);
      assert.deepEqual(parsed, message);
    });
  }
});

describe('messages of a newer backend', () => {
  const session = read('session.list.json') as Record<string, unknown>;

  it('may hold fields that are not known here', () => {
    const newer = { ...session, loyalty: { points: 3 } };
    assert.equal(PaymentSessionView.parse(newer).id, session['id']);
  });

  it('may hold a state that is not known here: it reads as unknown', () => {
    assert.equal(PaymentSessionView.parse({ ...session, state: 'disputed' }).state, 'unknown');
  });

  it('may hold an error code that is not known here: it reads as a general error', () => {
    assert.equal(Problem.parse({ code: 'moon_phase', status: 418 }).code, 'internal_error');
  });

  it('is refused when its version is another one', () => {
    assert.equal(PaymentSessionView.safeParse({ ...session, contract: 2 }).success, false);
  });

  it('is refused when an amount is a number', () => {
    const wrong = { ...session, amount: { value: 14, currency: 'KWD' } };
    assert.equal(PaymentSessionView.safeParse(wrong).success, false);
  });
});
