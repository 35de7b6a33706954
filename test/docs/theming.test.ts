import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { SCENARIO } from '../../demo/scenario.js';
import { OUTCOMES } from '../../src/widget/session/state.js';
import { describeElement } from './element.js';
import { blocksOf, codesIn, namesIn, read, root, table } from './markdown.js';
import { OTTU_THEME_KEYS } from './ottu-theme-keys.js';

const guide = read('docs/theming.md');
const element = describeElement();
const tokens = element.cssProperties.map(({ name }) => name);
const parts = element.cssParts.map(({ name }) => name);

const VIEWS = 'src/widget/view/';
const views = readdirSync(root + VIEWS).map((file) => read(VIEWS + file));
const THEMES = 'demo/themes/';
const themes = new Map(readdirSync(root + THEMES).map((file) => [file, read(THEMES + file)]));

const same = (actual: Iterable<string>, expected: Iterable<string>): void =>
  assert.deepEqual([...actual].sort(), [...expected].sort());
const found = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, first = '']) => first);
const words = (list: readonly string[]): readonly string[] =>
  list.flatMap((each) => each.split(/\s+/)).filter((each) => each !== '');

/** The parts that screens have for their states, beside their own. */
const screens = views.flatMap((view) => found(view, /\bpart: '([^']+)'/g));
const named = (css: string) => words(found(css, /::part\(([^)]*)\)/g));
const used = (css: string) => found(css, /(--hpp-[\w-]+)/g);

describe('docs/theming.md', () => {
  test('its parts are those of the manifest and of the templates', () => {
    same(namesIn(table(guide, 'Part')), parts);
    const written = [...views, read('src/widget/hpp-checkout.ts')].flatMap((view) => [
      ...found(view, /\bpart="([^"$]+)/g),
      ...found(view, /\bpart = \w+ \? ('[^;]+);/g).flatMap((choice) => found(choice, /'([^']*)'/g)),
      ...found(view, /\bbadge\([\w.]+, '([\w-]+)'/g),
      ...found(view, /\bpart=\$\{([^}]+)\}/g).flatMap((choice) => found(choice, /'([^']*)'/g)),
    ]);
    same(new Set(words(written)), parts);
  });

  test('a screen names the part of its state', () => {
    const row = table(guide, 'Part').find(([cell]) => cell === '`message`');
    same(codesIn(row?.[1] ?? ''), new Set(screens));
    assert.match(row?.[1] ?? '', /, or the outcome\.$/);
  });

  test('its tokens and their defaults are those of the manifest and of the styles', () => {
    const rows = table(guide, 'Token');
    same(namesIn(rows), tokens);
    const styles = ['frame', 'hpp-checkout', 'journey']
      .map((name) => read(`src/widget/${name}.styles.ts`))
      .join('\n');
    const defaults = [...styles.matchAll(/var\((--hpp-[\w-]+),\s*(?:light-dark\()?([^;\n]+)/g)];
    same(new Set(defaults.map(([, name = '']) => name)), tokens);
    for (const [, name, value = ''] of defaults) {
      const row = rows.find(([cell]) => cell === `\`${name ?? ''}\``);
      const [stated] = codesIn(row?.[1] ?? '');
      if (stated !== undefined) assert.ok(value.startsWith(stated), `${name ?? ''}: ${value}`);
      const listed = element.cssProperties.find((each) => each.name === name)?.default;
      assert.equal(stated, listed, name);
    }
  });

  test('its examples name nothing that does not exist', () => {
    for (const { code } of blocksOf(guide)) exist(code, 'an example');
  });
});

function exist(css: string, where: string): void {
  const open: readonly string[] = [...parts, ...screens, ...OUTCOMES];
  for (const part of named(css)) assert.ok(open.includes(part), `${where}: ::part(${part})`);
  for (const token of used(css)) assert.ok(tokens.includes(token), `${where}: ${token}`);
}

describe('the sample themes', () => {
  test('they are those that the demo offers', () => {
    same(
      themes.keys(),
      SCENARIO.look.filter((look) => look !== 'shop').map((look) => `${look}.css`),
    );
  });

  for (const [file, css] of themes) {
    test(`${file} names only tokens and parts that exist`, () => {
      assert.ok(used(css).length > 0);
      exist(css, file);
    });

    test(`${file} styles the element and its parts and nothing else`, () => {
      const rules = css.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/@media[^{]*\{/g, '');
      const selectors = found(rules, /([^{};]+)\{/g).flatMap((list) => list.split(','));
      for (const selector of selectors) {
        assert.match(selector.trim(), /^hpp-checkout(?:::part\([\w -]+\)(?::hover)?)?$/);
      }
    });
  }

  test('the default one sets every token to its default', () => {
    const css = themes.get('default.css') ?? '';
    same(used(css), tokens);
    for (const { name, default: value } of element.cssProperties) {
      const [set = ''] = found(css, new RegExp(`${name}:\\s*(?:light-dark\\()?([^;]+);`, 'g'));
      assert.ok(set.startsWith(value ?? ''), `${name}: ${set}`);
    }
  });
});

describe('the theme keys of Ottu’s SDK', () => {
  const rows = table(guide, 'Theme key');

  test('each is in the table, once', () => {
    same(namesIn(rows), OTTU_THEME_KEYS);
  });

  for (const [key = '', here = '', why = ''] of rows) {
    test(`${key} has a counterpart that a sample theme styles, or a reason`, () => {
      if (here === 'none') {
        assert.match(why, /\.$/);
        return;
      }
      const counterparts = codesIn(here);
      assert.ok(counterparts.length > 0);
      for (const counterpart of counterparts) {
        exist(counterpart, key);
        assert.match(counterpart, /^(?:--hpp-[\w-]+|::part\([\w-]+\))$/);
        const styled = [...themes.values()].some((css) =>
          [...used(css), ...named(css).map((part) => `::part(${part})`)].includes(counterpart),
        );
        assert.ok(styled, counterpart);
      }
    });
  }
});
