import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isWanted } from '../../../src/server/payments/ask.js';
import type { ProviderSessionRecord } from '../../../src/server/payments/records.js';
import { sessionRecord } from '../../support/session-record.js';

const costing = (value: string): ProviderSessionRecord => ({
  id: 'p1',
  gateway: 'one',
  reference: 'hpp-1',
  providerId: 's1',
  amount: { value, currency: 'KWD' },
  data: {},
  expiresAt: null,
  webhookToken: 'w1',
  openedAt: '2026-01-05T10:00:00.000Z',
  revealed: true,
  closed: false,
});

it('does not want a payment of what the order cost before', () => {
  const provider = costing('14.000');
  const order = (value: string) =>
    sessionRecord('s', { amount: { value, currency: 'KWD' }, providerSessions: [provider] });
  assert.equal(isWanted(order('14.000'), provider), true);
  assert.equal(isWanted(order('20.000'), provider), false);
});
