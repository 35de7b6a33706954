/**
 * What of zod's core the contract does not use. Read by `lean-libraries.mjs`. The schemas are those
 * of `lean-zod.mjs`; `test/contract/lean.test.ts` compares how they judge with those of `zod/mini`.
 */
const SCHEMAS = [
  // No schema of the contract is asynchronous.
  [/(?:asyncResult \|\| )?[\w.]+ instanceof Promise/g, 'false'],
  [/if \(asyncResult\)/g, 'if (false)'],
  [/\bproms\.length/g, '0'],
  [/\btry \{(?=\s+const r = inst)/, '{'],
  [/catch \(_\) \{ \}\s+return validateAsync\(inst, value\);/, ''],
  // Values are read, never written back.
  [/ctx\.direction === "backward"/g, 'false'],
  [/ctx\.skipChecks/g, 'false'],
  // Nothing is converted on the way in, nothing has a default.
  [/def\.coerce/g, 'false'],
  [/[\w.]+ === "defaulted"/g, 'false'],
  [/[\w.]+ !== "defaulted"/g, 'true'],
  // Every field is looked at.
  [/ctx\?\.abortEarly(?: === true)?/g, 'false'],
  // No schema refers to itself, or has a shape that is known later.
  [/core\.globalConfig\.memoizer/g, 'undefined'],
  [/(?:payload|result)\.memo\b(?! = )/g, 'undefined'],
  [/const desc = Object\.getOwn[^]*?(?=const _normalized)/, ''],
  ['util.cached(() => normalizeDef(def))', '{ value: normalizeDef(def) }'],
  // A schema has its Standard Schema interface from the start, of which `validate` is used.
  ['inst._zod.version = version;', "inst['~standard'] = standardProps(inst);"],
  [/(?<=^\}), \{\s+get "~standard"[^]*?^\}(?=\);$)/m, ''],
  ['vendor: "zod", version: 1,', ''],
  // The checks of the contract are plain functions, without conditions; none is about a size.
  ['inst ?? (inst = {});', ''],
  ['inst._zod.bag = inst._zod.bag || {};', ''],
  ['inst._zod.traits.has("$ZodCheck")', 'false'],
  ['checks.length === 0', 'false'],
  [/for \(const fn of ch\._zod\.onattach\) \{\s+fn\(inst\);\s+\}/, ''],
  [/ch\._zod\.def\.when\b(?!\()/g, 'undefined'],
  [/(?<!function )capSize\(inst, \w+\)/g, 'undefined'],
  // For template literals, records and discriminated unions, which the contract has none of.
  [/util\.defineLazyInternal\(inst, "(?:pattern|values|propValues)", /g, 'void ('],
  [/^ *inst\._zod\.(?:pattern|values) = .*;$/gm, ''],
  [/^ *for \(const k of allKeys\) \{[^]*?^ {4}\}$/m, ''],
  [/const ownSymbols = [^]*?(?=const okeys)/, 'const allKeys = keys;'],
  ['const okeys = util.optionalKeys(def.shape);', ''],
  ['optionalKeys: new Set(okeys),', ''],
  ['symbolKeys,', ''],
  ['numKeys: keys.length,', ''],
  [/\bt === "never"/g, 'false'],
  [/if \(unrecognized\.length\) \{[^]*?^ {4}\}$/m, ''],
  // Of what is wrong, the widget tells where: never in words, which zod collects for each issue.
  ['code: "invalid_type", expected: "nonoptional", input: undefined,', ''],
  [/(?<=issues\.push\(\{)(?!\s+path)[^]*?(?=\}\);)/g, ''],
  ['r.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))', 'r.issues'],
  ['util.attachSchema(payload.issues, currLen, inst);', ''],
  [/(?<=def\.catchValue\()\{[^]*?^ {4}\}(?=\);$)/m, ''],
];

export const ZOD_ANSWERS = {
  'zod/v4/core/schemas.js': SCHEMAS,
  'zod/v4/core/util.js': [
    // Later only for the sake of schemas that refer to themselves: at once will do.
    [
      /export function defineLazyInternal\(inst, key, compute\) \{/,
      '$& inst._zod[key] = compute(inst._zod); return;',
    ],
    // Any issue ends the checks.
    ['x.aborted === true', 'false'],
    [/for \(let i = startIndex; [^]*?return false;/, 'return x.issues.length > startIndex;'],
    // No list of ours is an enum of TypeScript, which also maps numbers to names.
    [/(?<=function getEnumValues\(entries\) \{)[^]*?(?=^\})/m, 'return Object.values(entries);'],
  ],
  'zod/v4/core/core.js': [
    // A class of ours is made by nothing but its initializer, and nobody asks of which class a schema
    // is. A page that compiles or configures its own schemas must not touch ours.
    [
      /(?<=^export .*function )\$constructor[^]*?^\}$/m,
      `$constructor(name, init) {
        function Schema(def) {
          this._zod = {};
          init(this, def);
        }
        Schema.init = init;
        return Schema;
      }`,
    ],
    [/^\(_a = globalThis\)\.__zod_globalConfig .*;$/m, ''],
    ['globalThis.__zod_globalConfig', '{}'],
    [/^let _E = .*;$/m, ''],
  ],
};
