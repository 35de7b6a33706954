import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { parseExactly } from '../../../src/server/gateways/exact-json.js';

it('keeps numbers as they stand in the source', () => {
  const source = '{"a":14.000,"b":[1e3,-0.5],"c":"7","d":12345678901234567890}';
  const expected = { a: '14.000', b: ['1e3', '-0.5'], c: '7', d: '12345678901234567890' };
  assert.deepEqual(parseExactly(source), expected);
});

it('leaves digits inside of strings and keys alone', () => {
  const source = String.raw`{"1":"a \"2\" 3.0 \\","x\\":4,"y":"\u0031"}`;
  assert.deepEqual(parseExactly(source), { '1': 'a "2" 3.0 \\', 'x\\': '4', y: '1' });
});

it('is undefined for what is not JSON, also where quoting would make it JSON', () => {
  for (const source of ['', '01', '{"a":1.}', '{a:1}', '[1,]', '"', '1 2', '-', 'NaN']) {
    assert.equal(parseExactly(source), undefined, source);
  }
});

it('reads any JSON as JSON.parse does, apart from the numbers', () => {
  const asText = (value: unknown): unknown => {
    if (typeof value === 'number') return JSON.stringify(value);
    if (Array.isArray(value)) return value.map(asText);
    if (typeof value !== 'object' || value === null) return value;
    return JSON.parse(
      JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === 'number' ? JSON.stringify(inner) : inner,
      ),
    );
  };
  fc.assert(
    fc.property(fc.json(), (source) => {
      assert.deepEqual(parseExactly(source), asText(JSON.parse(source)));
    }),
  );
});
