/**
 * The import boundaries of the project, as lint rules: what each folder may import, and nothing else.
 * An allow-list per folder, so that a new kind of import has to be allowed here first.
 */

/** Sinks that turn a string into code or markup: nothing in this project may use one. */
export const sinks = [
  { selector: "CallExpression[callee.name='eval']", message: 'No eval.' },
  { selector: "NewExpression[callee.name='Function']", message: 'No new Function.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    message: 'No HTML sinks: render with lit templates.',
  },
  {
    selector: 'ImportDeclaration[source.value=/unsafe-(html|svg|static)|unsafe-html/]',
    message: 'unsafeHTML launders strings through the Trusted Types policy of Lit.',
  },
];

/** Bans every import, static or dynamic, whose specifier matches none of the allowed patterns. */
const only = (files, allowed, why, ignores = []) => {
  const pattern = `^(?:${allowed.join('|')})$`;
  // A selector's pattern may hold no slash as such.
  const inSelector = pattern.replaceAll('\\/', '/').replaceAll('/', '\\x2f');
  return {
    files,
    ignores,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?!(?:${allowed.join('|')})$)`, message: why }] },
      ],
      'no-restricted-syntax': [
        'error',
        ...sinks,
        { selector: `ImportExpression[source.value!=/${inSelector}/]`, message: why },
      ],
    },
  };
};

/** A sibling or a file below; never a parent. */
const below = '\\./[\\w./-]+';

/** @type {import('eslint').Linter.Config[]} */
export const boundaries = [
  only(
    ['src/*.ts'],
    ['\\./(?:widget|contract)/[\\w/-]+\\.js', '\\./index\\.js'],
    'The browser entries import the widget and its contract.',
  ),
  only(['src/contract/**/*.ts'], ['zod/mini', below], 'contract imports zod/mini only.'),
  only(
    ['src/widget/**/*.ts'],
    [
      'lit(?:/.+)?',
      below,
      '\\.\\./[\\w-]+\\.js',
      '\\.\\./(?:session|view|locales)/[\\w-]+\\.js',
      '(?:\\.\\./)+contract/[\\w-]+\\.js',
    ],
    'widget imports lit, contract and itself.',
  ),
  only(
    ['src/widget/qr.ts'],
    ['uqr', below],
    'Only this part of the widget, which is fetched when it is looked at, imports the QR library.',
  ),
  only(
    ['src/widget/session/{state,transition,effects}.ts'],
    [below, '\\.\\./\\.\\./contract/[\\w-]+\\.js'],
    'The session machine is pure: contract and its own files only.',
  ),
  only(
    ['src/widget/view/**/*.ts'],
    [
      'lit(?:/.+)?',
      below,
      '\\.\\./session/state\\.js',
      '\\.\\./locales/[\\w-]+\\.js',
      '\\.\\./\\.\\./contract/[\\w-]+\\.js',
    ],
    'A view maps state to a template: lit, state types, locales and contract only.',
  ),
  only(
    ['src/server/**/*.ts'],
    [
      'zod(?:/mini)?',
      'hono(?:/.+)?',
      'jose',
      'currency-codes',
      below,
      '(?:\\.\\./)+(?:contract|payments|store|gateways|endpoints|assets)/[\\w/-]+\\.js',
      '\\.\\./[\\w-]+\\.js',
    ],
    'server imports contract, its libraries and itself; never widget, lit, node:* or DOM.',
  ),
  only(
    ['src/server/gateways/*/*.ts'],
    ['zod', 'jose', below, '\\.\\./[\\w-]+\\.js', '(?:\\.\\./){3}contract/[\\w-]+\\.js'],
    'A gateway imports the gateway port, the shared helpers beside it and contract; never another gateway, store or handler.',
  ),
  only(
    ['src/node/**/*.ts'],
    [
      'node:.+',
      '@hono/node-server(?:/.+)?',
      '@electric-sql/pglite',
      'pg',
      below,
      '\\.\\./server/index\\.js',
      '\\.\\./server/store/[\\w/-]+\\.js',
      '\\.\\./contract/[\\w-]+\\.js',
    ],
    'The Node adapter imports the public server entry and the stores.',
  ),
  only(
    ['src/conformance/**/*.ts'],
    ['zod/mini', below, '\\.\\./contract/[\\w-]+\\.js', '\\.\\./server/(?:money|web-url)\\.js'],
    'The conformance check imports contract, and of the server only what says how currencies and URLs are: it must not share the rules that it checks.',
  ),
  only(
    ['src/cli/**/*.ts'],
    ['node:.+', below, '\\.\\./conformance/index\\.js'],
    'The command imports node:* and the public entry of the conformance check.',
  ),
];
