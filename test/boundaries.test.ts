import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint, type Linter } from 'eslint';
import ts from 'typescript-eslint';
import { boundaries } from '../scripts/boundaries.js';

/** The boundaries alone: snippets are not part of any TypeScript project. */
const parser: Linter.Config = { files: ['**/*.ts'], languageOptions: { parser: ts.parser } };
const lint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [parser, ...boundaries],
});

const forms = (specifier: string): readonly string[] => [
  `import { it } from '${specifier}'; it();`,
  `export { it } from '${specifier}';`,
  `export const it = () => import('${specifier}');`,
];

async function refusals(filePath: string, code: string): Promise<readonly string[]> {
  const [result] = await lint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? ''}: ${message}`);
}

interface Row {
  readonly file: string;
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}

const ROWS: Readonly<Record<string, Row>> = {
  'contract imports zod/mini and itself': {
    file: 'src/contract/money.ts',
    allowed: ['zod/mini', './ids.js'],
    refused: ['zod', 'lit', 'node:crypto', '../widget/client.js', '../server/errors.js'],
  },
  'widget imports lit, contract and itself': {
    file: 'src/widget/hpp-checkout.ts',
    allowed: ['lit', 'lit/decorators.js', './config.js', './view/list.js', '../contract/money.js'],
    refused: ['zod', 'hono', '../server/index.js', '../server/errors.js', 'node:fs', 'jose'],
  },
  'the browser entries import the widget and its contract': {
    file: 'src/index.ts',
    allowed: ['./widget/hpp-checkout.js', './contract/money.js', './index.js'],
    refused: ['./server/index.js', './node/index.js', 'lit', 'zod'],
  },
  'the session machine imports contract and its own files': {
    file: 'src/widget/session/transition.ts',
    allowed: ['./state.js', '../../contract/attempt.js'],
    refused: ['lit', '../client.js', '../navigation.js', '../view/list.js', 'zod/mini'],
  },
  'a view imports lit, state types, locales and contract': {
    file: 'src/widget/view/list.ts',
    allowed: [
      'lit',
      './icon.js',
      '../session/state.js',
      '../locales/en.js',
      '../../contract/money.js',
    ],
    refused: [
      '../client.js',
      '../navigation.js',
      '../session/effects.js',
      '../../server/errors.js',
    ],
  },
  'server imports contract, its libraries and itself': {
    file: 'src/server/payments/rules.ts',
    allowed: ['zod', 'hono', 'jose', './start.js', '../errors.js', '../../contract/money.js'],
    refused: ['lit', 'node:crypto', '../../widget/client.js', '@hono/node-server', 'vite'],
  },
  'a gateway imports its port, the helpers beside it and contract': {
    file: 'src/server/gateways/ottu/gateway.ts',
    allowed: ['zod', 'jose', './wire.js', '../gateway.js', '../../../contract/money.js'],
    refused: [
      '../finrelay/client.js',
      '../../store/store.js',
      '../../handler.js',
      '../../payments/payments.js',
      'hono',
      'node:crypto',
    ],
  },
  'the Node adapter imports node:* and the public server entry': {
    file: 'src/node/index.ts',
    allowed: ['node:http', '@hono/node-server', '../server/index.js', '../contract/http.js'],
    refused: ['../server/payments/payments.js', '../widget/client.js', 'lit', 'hono'],
  },
  'the conformance check imports contract, and of the server money and URLs alone': {
    file: 'src/conformance/check-backend.ts',
    allowed: ['zod/mini', './facts.js', '../contract/money.js', '../server/money.js'],
    refused: [
      '../server/errors.js',
      '../server/index.js',
      '../widget/client.js',
      'node:http',
      'hono',
    ],
  },
  'the command imports node:* and the public entry of the check': {
    file: 'src/cli/run-command.ts',
    allowed: ['node:util', './command-line.js', '../conformance/index.js'],
    refused: ['../conformance/facts.js', '../server/index.js', '../node/index.js', 'zod', 'hono'],
  },
};

for (const [name, { file, allowed, refused }] of Object.entries(ROWS)) {
  test(name, async () => {
    for (const specifier of allowed) {
      for (const code of forms(specifier)) assert.deepEqual(await refusals(file, code), [], code);
    }
    for (const specifier of refused) {
      for (const code of forms(specifier))
        assert.notEqual((await refusals(file, code)).length, 0, code);
    }
  });
}

test('nothing of src imports demo or test', async () => {
  for (const { file } of Object.values(ROWS)) {
    const up = '../'.repeat(file.split('/').length - 1);
    for (const target of ['demo/server.js', 'test/support/page.js']) {
      const found = await refusals(file, `import { it } from '${up}${target}'; it();`);
      assert.notEqual(found.length, 0, `${file} -> ${target}`);
    }
  }
});

test('the lint of the project holds these very boundaries', async () => {
  const project = new ESLint();
  for (const { file } of Object.values(ROWS)) {
    assert.deepEqual(await boundaryRules(project, file), await boundaryRules(lint, file), file);
  }
});

async function boundaryRules(eslint: ESLint, file: string): Promise<readonly unknown[]> {
  const config = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, unknown> };
  const rules = [config.rules['no-restricted-imports'], config.rules['no-restricted-syntax']];
  assert.ok(!rules.includes(undefined), `${file} has no boundary`);
  return rules;
}
