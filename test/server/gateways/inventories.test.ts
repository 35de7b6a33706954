import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

/**
 * That nothing in the five inventories is without a counterpart. What an entry means is checked by
 * the tests that are named here: they walk through their inventory, and fail for an entry of it that
 * they have no check for.
 */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');

interface Walked {
  /** The tests that send what the client has for an entry. */
  readonly client: readonly string[];
  /** The tests that ask the sandbox for it, past the client. */
  readonly sandbox: readonly string[];
}

const GATEWAYS = 'test/server/gateways';
const SANDBOXES = 'test/demo/sandboxes';

const OTTU = ['inventory', 'inventory-answers', 'inventory-facts', 'inventory-states'].map(
  (name) => `${GATEWAYS}/ottu/${name}.test.ts`,
);

const WALKED: Readonly<Record<string, Walked>> = {
  optty: {
    client: [`${GATEWAYS}/optty/inventory.test.ts`],
    sandbox: [`${SANDBOXES}/optty-inventory.test.ts`],
  },
  finrelay: {
    client: [`${GATEWAYS}/finrelay/inventory.test.ts`],
    sandbox: [`${GATEWAYS}/finrelay/inventory.test.ts`],
  },
  paymentoptions: {
    client: [`${GATEWAYS}/paymentoptions/inventory.test.ts`],
    sandbox: [`${SANDBOXES}/paymentoptions-inventory.test.ts`],
  },
  ottu: { client: OTTU, sandbox: OTTU },
  postpay: {
    client: ['inventory', 'lists', 'errors'].map(
      (name) => `${GATEWAYS}/postpay/client-${name}.test.ts`,
    ),
    sandbox: [`${SANDBOXES}/postpay-inventory.test.ts`],
  },
};

/** Sections that tell of the inventory itself. */
const ABOUT = ['provider', 'seed', 'sources'];

/** Sections that no walk reads, for they hold no list: the tests that show what they say, by name. */
const SHOWN: Readonly<Record<string, readonly (readonly [file: string, test: string])[]>> = {
  'finrelay.window': [
    ['test/widget/config.test.ts', 'takes attributes before properties before InitData'],
    ['test/widget/canceling.test.ts', 'goes to HppData.cancel_url before any other place'],
  ],
  'ottu.headers': [
    [`${SANDBOXES}/ottu-create.test.ts`, 'needs credentials, and the right ones'],
    [`${SANDBOXES}/ottu-create.test.ts`, 'names the user of Basic authentication as initiator'],
    [`${GATEWAYS}/ottu/gateway.test.ts`, 'is sent as what it is, under the idempotency key'],
  ],
  'postpay.authentication': [
    [`${SANDBOXES}/postpay.test.ts`, 'knows the merchant by id and secret key only'],
    [`${GATEWAYS}/postpay/gateway.test.ts`, 'is of a sandbox by its host or by its key'],
  ],
  'postpay.error_shape': [
    [`${SANDBOXES}/postpay.test.ts`, 'errors are worded as shown'],
    [`${GATEWAYS}/postpay/client-errors.test.ts`, 'names the fields of invalid input'],
  ],
  'postpay.refund_rules': [
    [`${SANDBOXES}/postpay.test.ts`, 'refunds in parts up to what was captured'],
    [`${GATEWAYS}/postpay/operations.test.ts`, 'is refused above what is left'],
  ],
  'postpay.sms_code': [
    [`${SANDBOXES}/postpay-shopper.test.ts`, 'shows the page again for'],
    [`${SANDBOXES}/postpay-shopper.test.ts`, 'approves with one press'],
  ],
};

/** Sections that say once more what the walks find elsewhere: the name beside that list. */
const REPEATED: Readonly<Record<string, string>> = {
  'ottu.notification_events': 'notifications.email',
  'postpay.transaction_types': 'type',
};

type Inventory = Readonly<Record<string, unknown>> & {
  readonly endpoints: readonly {
    readonly id?: string;
    readonly operation?: string;
    readonly method: string | null;
    readonly path: string | null;
  }[];
};

const inventoryOf = (provider: string): Inventory =>
  JSON.parse(read(`test/fixtures/inventory/${provider}.json`)) as Inventory;

/** A test with the helpers beside it that it reads the inventory through. */
function textOf(file: string): string {
  const text = read(file);
  const folder = file.slice(0, file.lastIndexOf('/'));
  const helpers = [...text.matchAll(/from '\.\/([\w-]+-support)\.js'/g)].map(([, name]) => name);
  return [text, ...helpers.map((name) => read(`${folder}/${name}.ts`))].join('\n');
}

/** `known.errors`, or `const { errors } = known` */
function readsSection(text: string, section: string): boolean {
  return (
    new RegExp(`\\b(known|INVENTORY)\\.${section}\\b`).test(text) ||
    new RegExp(`\\{[^{}]*\\b${section}\\b[^{}]*\\} = (known|INVENTORY);`).test(text)
  );
}

test('every inventory is walked through', () => {
  const files = readdirSync(`${root}test/fixtures/inventory`);
  assert.deepEqual(
    files.sort(),
    Object.keys(WALKED)
      .map((name) => `${name}.json`)
      .sort(),
  );
});

for (const [provider, { client, sandbox }] of Object.entries(WALKED)) {
  describe(`the inventory of ${provider}`, () => {
    const inventory = inventoryOf(provider);

    for (const [side, files] of Object.entries({ client, sandbox })) {
      it(`is walked through by a test of the ${side}, endpoint by endpoint`, () => {
        for (const file of files) {
          assert.ok(existsSync(root + file), file);
          assert.match(textOf(file), new RegExp(`inventory(\\('|/)${provider}\\b`), file);
        }
        assert.ok(files.some((file) => readsSection(textOf(file), 'endpoints')));
      });
    }

    it('has no section that no test reads', () => {
      const text = [...client, ...sandbox].map(textOf).join('\n');
      for (const section of Object.keys(inventory)) {
        if (ABOUT.includes(section) || readsSection(text, section)) continue;
        const repeated = REPEATED[`${provider}.${section}`];
        if (repeated !== undefined) {
          assert.ok(repeats(inventory, repeated, inventory[section]), section);
          continue;
        }
        const shown = SHOWN[`${provider}.${section}`];
        assert.ok(shown, `nothing checks ${section}`);
        for (const [file, name] of shown) {
          assert.match(read(file), new RegExp(`(it|test)\\(['"\`]${escaped(name)}`), file);
        }
      }
    });

    it('has every endpoint that the documentation has a heading for', () => {
      const known = inventory.endpoints.flatMap(({ id, operation, method, path }) => [
        `${method} ${path}`,
        id ?? operation ?? '',
      ]);
      const documented = headings()[provider] ?? [];
      assert.ok(documented.length > 0);
      for (const heading of documented) assert.ok(known.includes(heading), heading);
    });

    it('has every field of the examples in the documentation', () => {
      const words = new Set(JSON.stringify(inventory).match(/\w+/g));
      for (const [file, example] of examplesOf(provider)) {
        for (const key of keysOf(example)) {
          if (ODD[provider]?.includes(key)) continue;
          assert.ok(words.has(key), `${file}: ${key}`);
        }
      }
    });
  });
}

/** Whether a parameter or field of that name has just these values. */
function repeats(value: unknown, name: string, values: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name: own, items, options } = value as Record<string, unknown>;
  if (own === name && isDeepStrictEqual(items ?? options, values)) return true;
  return Object.values(value).some((inner) => repeats(inner, name, values));
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The endpoints with a heading of their own, written down from the documentation. */
const headings = (): Readonly<Record<string, readonly string[]>> =>
  JSON.parse(read('test/fixtures/seeds/endpoints.json')) as Record<string, string[]>;

/** Postpay's example of a refund is the one place that spells its id so. */
const ODD: Readonly<Record<string, readonly string[]>> = { postpay: ['refundId'] };

/** What a wallet signs is passed on as it is: its inside is not the provider's. */
const SIGNED_BY_A_WALLET = /^payment-instrument-(apple|google)-pay/;

function examplesOf(provider: string): readonly (readonly [string, unknown])[] {
  const folder = `test/fixtures/seeds/${provider}`;
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder)
    .filter((file) => !SIGNED_BY_A_WALLET.test(file))
    .map((file) => [file, JSON.parse(read(`${folder}/${file}`)) as unknown]);
}

function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
