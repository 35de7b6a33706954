import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newAttempt } from '../../../src/server/payments/attempt-record.js';
import { beginChange, type Change } from '../../../src/server/payments/change.js';
import { noteAnswered, noteOne, noteSum, totalOf } from '../../../src/server/payments/movements.js';
import type { OperationRecord } from '../../../src/server/payments/operation-record.js';
import { sessionRecord } from '../../support/session-record.js';

const AT = '2026-01-05T10:00:00.000Z';
const WHERE = { kind: 'refund', providerSessionId: 'p' } as const;
const kwd = (value: string) => ({ value, currency: 'KWD' });

const attempt = newAttempt(
  { newToken: () => 'attempt' },
  {
    state: 'paid',
    gateway: 'one',
    methodCode: 'a',
    methodName: 'A',
    providerSessionId: 'p',
    amount: kwd('14.000'),
    total: kwd('14.000'),
    saveCard: false,
    startedAt: AT,
    leaseUntil: null,
  },
);

const refund = (id: string, value: string): OperationRecord => ({
  id,
  kind: 'refund',
  attemptId: attempt.id,
  amount: kwd(value),
  whole: false,
  reason: null,
  key: id,
  fingerprint: id,
  state: 'started',
  leaseUntil: '2026-01-05T10:00:30.000Z',
  startedAt: AT,
  endedAt: null,
  providerOperationId: null,
  why: null,
});

/** A paid session of which these refunds are ordered. */
const ordering = (...operations: OperationRecord[]): Change =>
  beginChange(sessionRecord('s', { attempts: [attempt], operations }), AT);

const total = ({ session }: Change): string | undefined => totalOf(session, 'refund', 'p')?.value;
const states = ({ session }: Change): string[] => session.operations.map(({ state }) => state);

describe('the books of refunds', () => {
  const op = refund('op-1', '4.000');

  it('count the answer and the notice of one refund once, in any order', () => {
    for (const id of [null, 'x']) {
      const first = noteOne(noteAnswered(ordering(op), WHERE, op, id), WHERE, 'x', kwd('4.000'));
      const second = noteAnswered(noteOne(ordering(op), WHERE, 'x', kwd('4.000')), WHERE, op, id);
      for (const change of [first, second]) {
        assert.equal(total(change), '4.000');
        assert.deepEqual(states(change), ['done']);
        assert.equal(total(noteOne(change, WHERE, 'x', kwd('4.000'))), '4.000');
        assert.equal(total(noteOne(change, WHERE, 'y', kwd('4.000'))), '8.000');
      }
    }
  });

  it('know a refund that the provider calls by our key', () => {
    const change = noteOne(ordering(op), WHERE, 'op-1', kwd('4.000'));
    assert.deepEqual(states(change), ['done']);
  });

  it('count what a sum tells and what is told by itself once', () => {
    const summed = noteSum(ordering(), WHERE, kwd('7.000'));
    assert.equal(total(noteSum(summed, WHERE, kwd('3.000'))), '7.000');
    const told = noteOne(noteOne(summed, WHERE, 'x', kwd('3.000')), WHERE, 'y', kwd('4.000'));
    assert.equal(total(told), '7.000');
    assert.equal(total(noteOne(told, WHERE, 'z', kwd('1.000'))), '8.000');
    assert.equal(total(noteSum(told, WHERE, kwd('9.000'))), '9.000');
  });

  it('find one refund in what several sums told', () => {
    const orders = ['1', '2', '3'].map((name) => refund(name, name === '1' ? '2.000' : '5.000'));
    const [two, five, other] = orders;
    assert.ok(two && five && other);
    // The two of five are told in one sum, and that of two in the next one.
    const told = noteSum(ordering(...orders), WHERE, kwd('10.000'));
    const answered = noteSum(noteAnswered(told, WHERE, two, '1'), WHERE, kwd('12.000'));
    const all = noteAnswered(noteAnswered(answered, WHERE, five, '2'), WHERE, other, '3');
    assert.equal(total(all), '12.000');
    assert.deepEqual(states(all), ['done', 'done', 'done']);
  });

  it('take a sum for the orders that make it up, and for no other', () => {
    const lost = { ...op, state: 'unknown', leaseUntil: null } as const;
    const exact = noteSum(ordering(lost), WHERE, kwd('4.000'));
    assert.deepEqual(states(exact), ['done']);
    assert.equal(total(noteAnswered(exact, WHERE, lost, null)), '4.000');
    const more = noteSum(ordering(lost), WHERE, kwd('5.000'));
    assert.deepEqual(states(more), ['unknown']);
    assert.equal(total(noteAnswered(more, WHERE, lost, null)), '5.000');
    const both = noteSum(ordering(lost, { ...refund('op-2', '3.000') }), WHERE, kwd('7.000'));
    assert.deepEqual(states(both), ['done', 'done']);
    assert.equal(total(both), '7.000');
  });

  it('set right which of two equal orders a notice was about', () => {
    const other = refund('op-2', '4.000');
    const guessed = noteOne(ordering(op, other), WHERE, 'x', kwd('4.000'));
    assert.deepEqual(states(guessed), ['done', 'started']);
    const named = noteAnswered(guessed, WHERE, other, 'x');
    assert.deepEqual(states(named), ['started', 'done']);
    assert.equal(total(named), '4.000');
    const [first] = named.session.operations;
    assert.ok(first);
    const all = noteOne(noteAnswered(named, WHERE, first, 'y'), WHERE, 'y', kwd('4.000'));
    assert.deepEqual(states(all), ['done', 'done']);
    assert.equal(total(all), '8.000');
  });

  it('set right which of two equal orders a sum was about', () => {
    const other = refund('op-2', '4.000');
    const guessed = noteSum(ordering(op, other), WHERE, kwd('4.000'));
    assert.deepEqual(states(guessed), ['done', 'started']);
    for (const named of [
      noteAnswered(guessed, WHERE, other, 'x'),
      noteOne(guessed, WHERE, 'op-2', kwd('4.000')),
    ]) {
      assert.deepEqual(states(named), ['started', 'done']);
      assert.equal(total(named), '4.000');
      const all = noteAnswered(named, WHERE, current(named, 'op-1'), 'y');
      assert.deepEqual(states(all), ['done', 'done']);
      assert.equal(total(all), '8.000');
      const summed = noteSum(named, WHERE, kwd('8.000'));
      assert.equal(total(noteAnswered(summed, WHERE, current(summed, 'op-1'), 'y')), '8.000');
    }
  });

  it('count both when the order that a sum was taken for has had its own word', () => {
    const guessed = noteSum(ordering(op, refund('op-2', '4.000')), WHERE, kwd('4.000'));
    const first = noteAnswered(guessed, WHERE, current(guessed, 'op-1'), null);
    const both = noteAnswered(first, WHERE, current(first, 'op-2'), null);
    assert.deepEqual([states(both), total(both)], [['done', 'done'], '8.000']);
  });

  it('take a sum for an order under way rather than for one whose word was lost', () => {
    const lost = { ...op, state: 'unknown', leaseUntil: null } as const;
    const told = noteSum(ordering(lost, refund('op-2', '4.000')), WHERE, kwd('4.000'));
    assert.deepEqual(states(told), ['unknown', 'done']);
    const answered = noteAnswered(told, WHERE, current(told, 'op-2'), null);
    assert.equal(total(answered), '4.000');
    assert.deepEqual(states(noteSum(answered, WHERE, kwd('8.000'))), ['done', 'done']);
  });

  it('set it right also when the answers come the other way round', () => {
    const other = refund('op-2', '4.000');
    const guessed = noteOne(ordering(op, other), WHERE, 'x', kwd('4.000'));
    const one = guessed.session.operations[0] ?? op;
    const answered = noteAnswered(noteAnswered(guessed, WHERE, one, 'y'), WHERE, other, 'x');
    const told = noteOne(answered, WHERE, 'y', kwd('4.000'));
    assert.deepEqual(states(told), ['done', 'done']);
    assert.equal(total(told), '8.000');
  });

  it('count three equal orders three times, in whatever order they are answered and told of', () => {
    const orders = ['1', '2', '3'].map((name) => refund(name, '4.000'));
    const words = orders.flatMap(({ id }): [string, Word][] => [
      [`answer ${id}`, (change) => noteAnswered(change, WHERE, current(change, id), `at-${id}`)],
      [`notice ${id}`, (change) => noteOne(change, WHERE, `at-${id}`, kwd('4.000'))],
    ]);
    for (const order of permutations(words)) {
      const end = [...order, ...order].reduce(
        (change, [, say]) => say(change),
        ordering(...orders),
      );
      const said = order.map(([name]) => name).join(', ');
      assert.equal(total(end), '12.000', said);
      assert.deepEqual(states(end), ['done', 'done', 'done'], said);
    }
  });
});

type Word = (change: Change) => Change;

function current({ session }: Change, id: string): OperationRecord {
  const found = session.operations.find((one) => one.id === id);
  assert.ok(found);
  return found;
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((one, n) =>
    permutations(list.filter((_, at) => at !== n)).map((rest) => [one, ...rest]),
  );
}
