import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentSecurityPolicy } from '../../demo/site.js';
import { isBuilt } from '../../scripts/build.mjs';
import {
  brotliBytes,
  CLASSIC_LIMIT,
  firstScreenFiles,
  lazyFiles,
  LIMIT,
  namedFiles,
} from '../../scripts/size.mjs';
import { receiveWebhook, retrieveAsset, returnFromProvider } from '../../src/contract/callbacks.js';
import { cancelSession } from '../../src/contract/cancel-session.js';
import { SESSION_STATES } from '../../src/contract/payment-session.js';
import { retrieveSession } from '../../src/contract/retrieve-session.js';
import { startPayment } from '../../src/contract/start-payment.js';
import { PROBLEM_STATUS } from '../../src/server/errors.js';
import { LOCALE_NAMES } from '../../src/widget/locales/names.js';
import { OUTCOMES } from '../../src/widget/session/state.js';
import { describeElement } from './element.js';
import { blocksOf, codesIn, namesIn, proseOf, read, table } from './markdown.js';
import { eventsOf, literalsOf, membersOf } from './source.js';

const readme = read('README.md');
const names = (title: string, nth = 0): readonly string[] => namesIn(table(readme, title, nth));
const sorted = (list: Iterable<string>): readonly string[] => [...list].sort();
const same = (actual: Iterable<string>, expected: Iterable<string>): void =>
  assert.deepEqual(sorted(actual), sorted(expected));

describe('the element in the README', () => {
  const element = describeElement();
  const named = (list: readonly { readonly name: string }[] = []) => list.map(({ name }) => name);
  const open = element.members.filter(({ privacy }) => privacy !== 'private');

  test('its attributes are those of the manifest', () => {
    same(names('Attribute'), named(element.attributes));
  });

  test('its properties and methods are those of the manifest', () => {
    same(names('Property'), named(open.filter(({ kind }) => kind === 'field')));
    const methods = names('Method').map((name) => name.replace('()', ''));
    same(methods, named(open.filter(({ kind }) => kind === 'method')));
  });

  test('its events and their fields are those of the classes', () => {
    same(names('Event'), named(element.events));
    const classes = new Map([
      ...eventsOf('src/widget/events.ts'),
      ...eventsOf('src/widget/journey-events.ts'),
    ]);
    same(classes.keys(), named(element.events));
    for (const [cell = '', , fields = ''] of table(readme, 'Event')) {
      const name = codesIn(cell)[0] ?? '';
      assert.deepEqual(codesIn(fields), classes.get(name), name);
    }
  });

  test('its slots are those of the list', () => {
    const section = /### Slots\n\n([^]*?)\n### /.exec(readme)?.[1] ?? '';
    const source = readFileSync('src/widget/view/list.ts', 'utf8');
    const header = readFileSync('src/widget/view/header.ts', 'utf8');
    for (const [, name] of (source + header).matchAll(/<slot name="([\w-]+)"/g))
      assert.ok(section.includes(`\`${name ?? ''}\``), name);
  });

  test('its error codes are those of the widget', () => {
    const own = table(readme, 'Code', 0);
    same(namesIn(own), literalsOf('src/widget/session/state.ts', 'FailureCode'));
  });

  test('its outcomes are all there', () => {
    const sentence = /`outcome` is one of ([^.]+)\./.exec(readme)?.[1] ?? '';
    assert.deepEqual(codesIn(sentence), OUTCOMES);
  });
});

describe('the backend in the README', () => {
  test('its options are those of createCheckout', () => {
    same(names('Option'), membersOf('src/server/options.ts', 'CheckoutOptions'));
  });

  test('the options of the gateways are theirs', () => {
    const credentials = ['apiKey', 'basicAuth'];
    const ottu = membersOf('src/server/gateways/ottu/options.ts', 'OttuOwn');
    const connection = membersOf('src/server/gateways/ottu/connection.ts', 'ConnectionOwn');
    same(names('`ottu`'), [...ottu, ...connection, ...credentials]);
    const finrelay = membersOf('src/server/gateways/finrelay/options.ts', 'FinrelayOptions');
    const account = membersOf('src/server/gateways/finrelay/client.ts', 'FinrelayAccount');
    const page = membersOf('src/server/gateways/hosted-page.ts', 'HostedPageOptions');
    same(names('`finrelay`'), [...new Set([...finrelay, ...account, ...page])]);
    const all = /All take ([^.]+)\./.exec(proseOf(readme))?.[1] ?? '';
    same(codesIn(all), membersOf('src/server/gateways/options.ts', 'CommonOptions'));
  });

  test('the options of Postpay are its own, those of its client and of every hosted page', () => {
    const own = membersOf('src/server/gateways/postpay/options.ts', 'PostpayOwn');
    const client = membersOf(
      'src/server/gateways/postpay/client-options.ts',
      'PostpayClientOptions',
    );
    const page = membersOf('src/server/gateways/hosted-page.ts', 'HostedPageOptions');
    same(names('`postpay`'), [...new Set([...own, ...client, ...page])]);
  });

  test('its endpoints are those of the contract', () => {
    const endpoints = [retrieveSession, startPayment, cancelSession, receiveWebhook, retrieveAsset];
    same(names('Endpoint'), [
      ...endpoints.map(({ method, path }) => `${method} ${path}`),
      `GET ${returnFromProvider.path}`,
    ]);
  });

  test('its error codes and their status are those of the contract', () => {
    const stated = table(readme, 'Code', 1).map(([code = '', status]) => [
      codesIn(code)[0],
      Number(status),
    ]);
    assert.deepEqual(Object.fromEntries(stated), PROBLEM_STATUS);
  });

  test('its notices and session states are all there', () => {
    same(names('Notice'), literalsOf('src/server/payments/records.ts', 'NoticeType'));
    same(names('Session state'), SESSION_STATES);
  });
});

test('the languages in the README are those of the widget', () => {
  const list = /Loaded on demand, each as([^]+?)\n\n/.exec(readme)?.[1] ?? '';
  const spoken = LOCALE_NAMES.trim().split(' ');
  same(codesIn(list).slice(1), spoken.slice(1));
  assert.match(readme, new RegExp(`\\[${spoken.length} languages\\]`));
});

test('the content security policy is the one that the journeys run under', () => {
  const stated = blocksOf(readme)
    .find(({ note }) => note === 'policy')
    ?.code.trim();
  assert.equal(stated, contentSecurityPolicy({ formTargets: ['https://pay.example'] }));
});

test('the server of the README is the server of the demo, in less than 60 lines', () => {
  const source = read('demo/merchant-server.ts');
  const [block] = blocksOf(readme).filter(({ note }) => note === 'file: demo/merchant-server.ts');
  assert.equal(block?.code, source);
  assert.ok(source.trimEnd().split('\n').length < 60);
});

describe('the sizes in the README', () => {
  const figure = (row: number): number =>
    Number(
      /[\d,]+/.exec(table(readme, 'What')[row]?.[1] ?? '')?.[0].replaceAll(',', '') ?? Number.NaN,
    );
  const bytes = (files: readonly string[]): number =>
    files.reduce((sum, file) => sum + brotliBytes(readFileSyncOf(file)), 0);
  const readFileSyncOf = (file: string): string => read(`dist/${file}`);

  test('the limits are those of the build', () => {
    assert.equal(figure(0), LIMIT);
    assert.equal(figure(2), CLASSIC_LIMIT);
  });

  test('the others are within a tenth', { skip: !isBuilt() && 'dist is not built' }, () => {
    const near = (stated: number, measured: number): void =>
      assert.ok(Math.abs(stated - measured) < measured / 10, `${stated}, but it is ${measured}`);
    near(figure(1), bytes(lazyFiles(firstScreenFiles())));
    const words = namedFiles().filter((file) => file.includes('locale-'));
    near(figure(3), bytes(words) / words.length);
  });
});
