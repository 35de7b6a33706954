import assert from 'node:assert/strict';
import { it } from 'node:test';
import { reasonOfResponseCode } from '../../../src/server/gateways/response-code.js';

it('tells the codes apart that mean something to a shopper', () => {
  assert.equal(reasonOfResponseCode('51'), 'insufficient_funds');
  assert.equal(reasonOfResponseCode(' 54 '), 'card_expired');
  assert.equal(reasonOfResponseCode('91'), 'provider_error');
});

it('says nothing of other codes, absent ones and names of object members', () => {
  for (const code of ['05', '', 'constructor', null])
    assert.equal(reasonOfResponseCode(code), null);
});
