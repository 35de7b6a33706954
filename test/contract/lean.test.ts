import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { answered, checkUse, leanLibraries } from '../../scripts/lib/lean-libraries.mjs';
import { kindOf, names, read } from './corpus.js';
import { schemas } from './schemas.js';

type Schemas = Pick<typeof schemas, keyof typeof schemas>;

/** The contract as it is inside the browser scripts. */
async function leanSchemas(): Promise<Schemas> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [leanLibraries()],
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('schemas.ts', import.meta.url)), formats: ['es'] },
    },
  });
  const [bundle] = [built].flat();
  assert.ok(bundle && 'output' in bundle);
  const { code } = bundle.output[0];
  assert.doesNotMatch(code, /ZodMini|safeParse/);
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return (module as { schemas: Schemas }).schemas;
}

const WRONG: readonly unknown[] = [undefined, null, 0, 1.5, '', 'x', true, [], [null], {}];

/** The message, and the message with each of its parts lost or replaced, at every depth. */
function* variants(part: unknown): Generator {
  yield part;
  yield* WRONG;
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    yield Object.fromEntries(Object.entries(part).filter(([name]) => name !== key));
    for (const other of variants(value)) {
      const next: unknown = Array.isArray(part) ? Array.from<unknown>(part) : { ...part };
      yield Object.assign(next as object, { [key]: other });
    }
  }
}

/** What the widget reads of a judgement: the value, or where something is wrong. */
function judgement(schema: Schemas[keyof Schemas], message: unknown): unknown {
  const checked = schema['~standard'].validate(message);
  assert.ok(!(checked instanceof Promise));
  return checked.issues ? checked.issues.map(({ path = [] }) => path) : { value: checked.value };
}

test('the schemas in the scripts judge every message as those of zod/mini do', async () => {
  const lean = await leanSchemas();
  let refused = 0;
  let accepted = 0;
  for (const name of names) {
    const kind = kindOf(name);
    for (const message of variants(read(name))) {
      const expected = judgement(schemas[kind], message);
      const actual = judgement(lean[kind], message);
      assert.deepEqual(actual, expected, `${name}: ${JSON.stringify(message)}`);
      if (Array.isArray(expected)) refused++;
      else accepted++;
    }
  }
  assert.ok(refused > 1000 && accepted > 1000, `${refused} refused, ${accepted} accepted`);
});

test('a library that has changed stops the build', () => {
  assert.throws(() => answered('lit-html/lit-html.js', 'other code'), /does not ask/);
});

test('the use of what was taken out stops the build', () => {
  const uses = [
    "import { repeat } from 'lit/directives/repeat.js';",
    'return noChange;',
    'protected override updated(): void {}',
    'open: { type: Boolean },',
    'html`<textarea>${text}</textarea>`',
    'html`<!-- ${text} -->`',
  ];
  for (const use of uses) assert.throws(() => checkUse('view.ts', use), /takes out of Lit/, use);
  checkUse('view.ts', '/**\n * <script src="…">\n */\nhtml`<p>${order.updated}</p>`');
});
