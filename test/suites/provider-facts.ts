import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProviderCode } from '../support/providers.js';
import { checkoutChecks } from './provider-facts/checkout-checks.js';
import {
  FACTS,
  isNone,
  testNameOf,
  type Checks,
  type Fact,
  type FactName,
  type None,
  type ProviderFacts,
} from './provider-facts/facts.js';
import { noneChecks } from './provider-facts/none-checks.js';
import { operationChecks } from './provider-facts/operation-checks.js';
import { webhookChecks } from './provider-facts/webhook-checks.js';

const checks: Checks = { ...checkoutChecks, ...webhookChecks, ...operationChecks };

/** Shows every fact of a provider, through the whole backend and its sandbox: a test per fact. */
export function testProvider(provider: ProviderFacts): void {
  const { code, facts } = provider;
  describe(`${code}, through the whole backend`, () => {
    for (const name of FACTS) {
      it(testNameOf(provider, name), () => check(code, name, facts[name]));
    }
  });
}

async function check<Name extends FactName>(
  code: ProviderCode,
  name: Name,
  fact: Fact<Name> | None,
): Promise<void> {
  if (!isNone(fact)) return checks[name](code, fact);
  const none = noneChecks[name] ?? assert.fail(`every provider has ${name}`);
  return none(code);
}
