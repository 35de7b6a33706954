import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { leanLibraries } from '../../scripts/lib/lean-libraries.mjs';
import { terse } from '../../scripts/lib/terse.mjs';
import { launchBrowser } from './support/world.js';

/** The battery as a classic script, with Lit as it is or as it is in our scripts. */
async function script(lean: boolean): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: lean ? [leanLibraries(), terse()] : [],
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('support/lit-battery.ts', import.meta.url)),
        formats: ['iife'],
        name: 'Battery',
      },
    },
  });
  const [bundle] = [built].flat();
  assert.ok(bundle && 'output' in bundle);
  return bundle.output[0].code;
}

test('the Lit of the scripts draws and lives as Lit does', async () => {
  const [plain, lean] = await Promise.all([script(false), script(true)]);
  assert.match(plain, /litHtmlVersions/);
  assert.doesNotMatch(lean, /litHtmlVersions|_\$litType\$/);
  const browser = await launchBrowser();
  try {
    const run = async (content: string) => {
      const page = await browser.newPage();
      await page.addScriptTag({ content });
      return page.evaluate<string[]>('Battery.battery()');
    };
    const expected = await run(plain);
    const actual = await run(lean);
    assert.ok(expected.length > 150, `${expected.length} lines`);
    for (const [index, line] of expected.entries()) assert.equal(actual[index], line);
    assert.equal(actual.length, expected.length);
  } finally {
    await browser.close();
  }
});
