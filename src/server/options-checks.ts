import type { ConfigProblem } from './config-error.js';
import type { CheckoutOptions } from './options.js';
import { merchantHttpProblems } from './merchant-http/options-checks.js';
import { gatewayProblems } from './options-gateways.js';
import { checker, problem } from './options-checker.js';
import { hostRemedy, originRemedy, publicUrlRemedy, webUrlRemedy } from './options-urls.js';
import { imageType } from './assets/image-type.js';
import { parseUrl } from './web-url.js';

/** Everything that is wrong with the options. They come from JavaScript too: types prove nothing. */
export function findProblems(options: CheckoutOptions): readonly ConfigProblem[] {
  if (!isRecord(options)) {
    return [problem('options', 'pass an object: createCheckout({ publicUrl, … }).')];
  }
  return [
    ...urlProblems(options),
    ...gatewayProblems(options.gateways),
    ...keyProblems(options.clientKeys),
    ...originProblems(options),
    ...assetProblems(options.assets),
    ...limitProblems(options),
    ...portProblems(options),
    ...merchantHttpProblems(options.merchantHttp),
  ];
}

function urlProblems(options: CheckoutOptions): readonly ConfigProblem[] {
  const check = checker();
  check('publicUrl', publicUrlRemedy(options.publicUrl));
  check('returnUrl', webUrlRemedy(options.returnUrl));
  if (options.cancelUrl !== undefined) check('cancelUrl', webUrlRemedy(options.cancelUrl));
  if (options.hostedUrl !== undefined) check('hostedUrl', webUrlRemedy(options.hostedUrl));
  const param: unknown = options.returnParam ?? 'session_id';
  if (typeof param !== 'string' || !/^[\w.~-]{1,64}$/.test(param)) {
    check('returnParam', 'use 1 to 64 letters, digits, or one of "_ - . ~".');
  } else if (parseUrl(options.returnUrl)?.searchParams.has(param)) {
    check('returnParam', `returnUrl has a parameter "${param}" already; choose another name.`);
  } else if (parseUrl(options.hostedUrl)?.searchParams.has(param)) {
    check('hostedUrl', `it has the parameter "${param}" already, which gets the session id.`);
  }
  return check.problems;
}

function keyProblems(keys: unknown): readonly ConfigProblem[] {
  const check = checker();
  if (!Array.isArray(keys) || keys.length === 0) {
    check('clientKeys', 'list at least one key: the client-key that your page has.');
    return check.problems;
  }
  keys.forEach((key: unknown, i) => {
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
      check(`clientKeys[${i}]`, 'use 1 to 200 visible ASCII characters without spaces.');
    }
  });
  if (new Set(keys).size < keys.length) check('clientKeys', 'list every key once.');
  return check.problems;
}

function originProblems(options: CheckoutOptions): readonly ConfigProblem[] {
  const check = checker();
  for (const name of ['allowedOrigins', 'allowedRedirectOrigins'] as const) {
    const origins: unknown = options[name];
    if (origins === undefined) continue;
    if (!Array.isArray(origins)) check(name, 'list origins, such as ["https://shop.example"].');
    else origins.forEach((origin, i) => check(`${name}[${i}]`, originRemedy(origin)));
  }
  return check.problems;
}

function assetProblems(assets: unknown): readonly ConfigProblem[] {
  const check = checker();
  if (assets === undefined) return [];
  if (!isRecord(assets)) return [problem('assets', 'pass { hosts, files }.')];
  const hosts: unknown = assets['hosts'] ?? [];
  if (!Array.isArray(hosts)) check('assets.hosts', 'list hosts, such as ["cdn.shop.example"].');
  else hosts.forEach((host, i) => check(`assets.hosts[${i}]`, hostRemedy(host)));
  for (const [name, file] of Object.entries(assets['files'] ?? {})) {
    check(`assets.files["${name}"]`, fileRemedy(file));
  }
  return check.problems;
}

/** A wrong type would be served with `nosniff` and shown by no browser. */
function fileRemedy(file: unknown): string | null {
  const body = isRecord(file) ? file['body'] : null;
  const found = body instanceof Uint8Array ? imageType(body) : null;
  if (found === null) return 'pass { type, body } with the bytes of an image.';
  return isRecord(file) && file['type'] === found ? null : `its bytes are ${found}: set that type.`;
}

function limitProblems({
  maxAttempts,
  sessionLifetime,
  lapseNotice,
}: CheckoutOptions): readonly ConfigProblem[] {
  const check = checker();
  if (maxAttempts !== undefined && !isWhole(maxAttempts, 1)) {
    check('maxAttempts', 'use a whole number of at least 1.');
  }
  if (sessionLifetime !== undefined && !isWhole(sessionLifetime, 1000)) {
    check('sessionLifetime', 'use whole milliseconds, at least 1000 (24 hours are 86400000).');
  }
  if (lapseNotice !== undefined && !isWhole(lapseNotice, 0)) {
    check('lapseNotice', 'use whole milliseconds, at least 0 (24 hours are 86400000).');
  }
  return check.problems;
}

function portProblems(options: CheckoutOptions): readonly ConfigProblem[] {
  const check = checker();
  if (!isRecord(options.store)) check('store', 'pass a store, such as memoryStore().');
  for (const name of ['onStateChange', 'fetch', 'now', 'waitUntil'] as const) {
    const port: unknown = options[name];
    if (port !== undefined && typeof port !== 'function') check(name, 'pass a function.');
  }
  const log: unknown = options.log;
  if (
    log !== undefined &&
    !(isRecord(log) && ['info', 'warn', 'error'].every((level) => typeof log[level] === 'function'))
  ) {
    check('log', 'pass an object with the functions info, warn and error.');
  }
  return check.problems;
}

function isWhole(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
