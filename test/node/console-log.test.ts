import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLog } from '../../src/node/console-log.js';

function written(fields: Record<string, unknown>): Record<string, unknown> {
  const lines: string[] = [];
  const log = jsonLog(
    (_, line) => lines.push(line),
    () => new Date(0),
  );
  log.warn('something', fields);
  assert.equal(lines.length, 1);
  assert.doesNotMatch(String(lines[0]), /\n/);
  return JSON.parse(String(lines[0])) as Record<string, unknown>;
}

test('a line has time, level, message and fields', () => {
  assert.deepEqual(written({ a: 1 }), {
    time: '1970-01-01T00:00:00.000Z',
    level: 'warn',
    message: 'something',
    a: 1,
  });
});

test('an error is written with its code and its causes', () => {
  const inner = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const { error } = written({ error: new Error('outer', { cause: inner }) });
  const { message, stack, cause } = error as Record<string, unknown>;
  assert.equal(message, 'outer');
  assert.match(String(stack), /console-log\.test/);
  assert.equal((cause as Record<string, unknown>)['code'], 'ECONNREFUSED');
});

test('a line break in a message starts no second line', () => {
  assert.equal(written({ a: 'x\n{"level":"error"}' })['a'], 'x\n{"level":"error"}');
});

test('what JSON cannot say does not break the one who logs', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  assert.equal(written({ loop })['message'], 'something');
  assert.equal(written({ big: 7n })['big'], '7');
});
