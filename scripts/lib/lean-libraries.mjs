import { fileURLToPath } from 'node:url';

const LEAN_ZOD = fileURLToPath(new URL('./lean-zod.mjs', import.meta.url));

/**
 * What the libraries ask while they run and what has one answer in our scripts. With the answer
 * written in, the minifier drops the other branch. The libraries are pinned: a question that is not
 * found any more stops the build, so that an update is looked at.
 */
const ANSWERS = {
  'zod/v4/core/schemas.js': [
    // No schema of the contract is asynchronous.
    [/(?:asyncResult \|\| )?[\w.]+ instanceof Promise/g, 'false'],
    [/if \(asyncResult\)/g, 'if (false)'],
    [/\bproms\.length/g, '0'],
    // Values are read, never written back.
    [/ctx\.direction === "backward"/g, 'false'],
    [/ctx\.skipChecks/g, 'false'],
    // Nothing is converted on the way in.
    [/def\.coerce/g, 'false'],
    // Every field is looked at.
    [/ctx\?\.abortEarly(?: === true)?/g, 'false'],
    // No schema refers to itself.
    [/core\.globalConfig\.memoizer/g, 'undefined'],
    [/(?:payload|result)\.memo\b(?! = )/g, 'undefined'],
    // The checks of the contract are plain functions, without conditions; none is about a size.
    [/ch\._zod\.def\.when\b(?!\()/g, 'undefined'],
    [/(?<!function )capSize\(inst, \w+\)/g, 'undefined'],
    // For template literals, records and discriminated unions, which the contract has none of.
    [/util\.defineLazyInternal\(inst, "(?:pattern|values|propValues)", /g, 'void ('],
  ],
  'zod/v4/core/util.js': [
    // Later only for the sake of schemas that refer to themselves: at once will do.
    [
      /export function defineLazyInternal\(inst, key, compute\) \{/,
      '$& inst._zod[key] = compute(inst._zod); return;',
    ],
  ],
  'zod/v4/core/core.js': [
    // A page that compiles its own schemas must not compile ours.
    [/globalThis\.__zod_globalConfig\?\.postProcessor/, 'undefined'],
    // Only errors have a parent, and nobody here reads one.
    [/params\?\.Parent/g, 'undefined'],
  ],
  // Every browser that knows `light-dark()`, which the styles are written with, adopts style sheets.
  '@lit/reactive-element/css-tag.js': [
    [/\w\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, 'true'],
  ],
  // Polyfills and hydration, which such browsers do not need, and the metadata of decorators.
  '@lit/reactive-element/reactive-element.js': [
    [/\w\.reactiveElementPolyfillSupport/, 'undefined'],
    [/Symbol\.metadata\?\?=Symbol\("metadata"\)/, '0'],
    [/\w\.litPropertyMetadata\?\?=new WeakMap/, '0'],
    [/this\[Symbol\.metadata\]/, 'null'],
  ],
  'lit-html/lit-html.js': [[/\w\.litHtmlPolyfillSupport/, 'undefined']],
  'lit-element/lit-element.js': [
    [/\w\.litElementPolyfillSupport/, 'undefined'],
    [/\w\.litElementHydrateSupport/, 'undefined'],
  ],
};

/** The code of a module of a library with our answers in it. @throws when it does not ask them. */
export function answered(module, code) {
  return ANSWERS[module].reduce((text, [question, answer]) => {
    const next = text.replace(question, answer);
    if (next === text) throw new Error(`${module} does not ask ${question} any more.`);
    return next;
  }, code);
}

/** Cuts lit and zod down to what the widget uses of them. For the scripts that hold them. */
export function leanLibraries() {
  return {
    name: 'lean-libraries',
    enforce: 'pre',
    resolveId: (source) => (source === 'zod/mini' ? LEAN_ZOD : null),
    transform(code, id) {
      const module = Object.keys(ANSWERS).find((each) => id.endsWith(`/node_modules/${each}`));
      return module ? { code: answered(module, code), map: null } : null;
    },
  };
}
