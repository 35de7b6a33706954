import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import ts from 'typescript';
import { root } from './dist.js';

/** A project that has installed the package: outside of this one, so that only `exports` counts. */
const project = mkdtempSync(join(tmpdir(), 'hpp-consumer-'));
mkdirSync(join(project, 'node_modules'));
symlinkSync(root, join(project, 'node_modules/hpp-checkout'), 'junction');
symlinkSync(join(root, 'node_modules/@types'), join(project, 'node_modules/@types'), 'junction');
after(() => rmSync(project, { recursive: true }));

const PAGE = `
import { HppCheckout, type HppSettledEvent } from 'hpp-checkout';
import 'hpp-checkout/define';
const element: HppCheckout = document.createElement('hpp-checkout');
element.addEventListener('hpp-settled', (event: HppSettledEvent) => {
  const outcome: string = event.outcome;
  console.log(outcome);
});
element.sessionId = 'a';
`;

const SERVER = `
import { createCheckout, type Checkout, type StateChange } from 'hpp-checkout/server';
import { memoryStore } from 'hpp-checkout/server/memory';
import { checkBackend, type FactId, type Report } from 'hpp-checkout/conformance';
import { ottu } from 'hpp-checkout/server/ottu';
import { finrelay } from 'hpp-checkout/server/finrelay';
import { consoleLog, serve } from 'hpp-checkout/node';
import { embeddedStore } from 'hpp-checkout/node/embedded';
import { postgresStore, StoreError } from 'hpp-checkout/node/postgres';
const store = process.env['DATABASE_URL']
  ? await postgresStore({ connectionString: process.env['DATABASE_URL'] })
  : await embeddedStore({ folder: 'payments' });
export const isLocked = (error: unknown): boolean =>
  error instanceof StoreError && error.code === 'folder_locked';
export const stop = (): Promise<void> => store.close();
export const checkout: Checkout = createCheckout({
  publicUrl: 'https://shop.example/api/checkout',
  returnUrl: 'https://shop.example/return',
  store: process.env['TRYING_OUT'] ? memoryStore() : store,
  clientKeys: ['pk'],
  log: consoleLog,
  gateways: [
    ottu({ baseUrl: 'https://pay.example', apiKey: 'a', webhookKey: 'b', pgCodes: ['knet'] }),
    finrelay({
      baseUrl: 'https://pay.example', username: 'a', password: 'b', terminalId: 'c',
      webhookToken: 'd', webhookKeys: 'e', method: { name: 'Card' },
    }),
  ],
  onStateChange: (change: StateChange) => console.log(change.session.state),
});
void serve(checkout, { port: 3000 });
const report: Report = await checkBackend({
  backendUrl: 'https://shop.example/api/checkout', clientKey: 'pk', sessionId: 'a', pay: true,
  fetch: checkout.fetch,
});
export const faults: FactId[] = report.facts.flatMap((fact) =>
  fact.verdict === 'fault' ? [fact.id] : [],
);
`;

const WRONG = `
import { createCheckout } from 'hpp-checkout/server';
createCheckout({ publicUrl: 1 });
`;

function errorsOf(code: string, options: ts.CompilerOptions): string[] {
  const file = join(project, 'consumer.ts');
  writeFileSync(file, code);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const program = ts.createProgram([file], {
    ...options,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(project, 'node_modules/@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    // The declarations of this package are checked, too.
    skipLibCheck: false,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file: at }) => {
    return `${at?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

const RESOLUTIONS: Readonly<Record<string, ts.CompilerOptions>> = {
  bundler: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  },
  nodenext: {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
};

for (const [name, options] of Object.entries(RESOLUTIONS)) {
  test(`with moduleResolution ${name} the types of the page entries fit`, () => {
    assert.deepEqual(errorsOf(PAGE, options), []);
  });
  test(`with moduleResolution ${name} the types of the server entries fit`, () => {
    assert.deepEqual(errorsOf(SERVER, options), []);
  });
  test(`with moduleResolution ${name} a wrong option is a type error`, () => {
    assert.equal(errorsOf(WRONG, options).length, 1);
  });
}
