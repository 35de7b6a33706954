import type { ConfigProblem } from './config-error.js';
import type { Gateway } from './gateways/gateway.js';
import { checker } from './options-checker.js';
import { hostRemedy } from './options-urls.js';

/** What can be wrong with the list of gateways: it is what URLs and records are made of. */
export function gatewayProblems(gateways: unknown): readonly ConfigProblem[] {
  const check = checker();
  if (!Array.isArray(gateways) || gateways.length === 0) {
    check('gateways', 'list at least one gateway, such as [ottu({ … })].');
    return check.problems;
  }
  const codes = new Set<string>();
  gateways.forEach((gateway: Partial<Gateway> | null, i) => {
    const at = `gateways[${i}]`;
    if (gateway?.code === undefined || !Array.isArray(gateway.assetHosts)) {
      check(at, 'pass what a gateway factory returns, such as ottu({ … }).');
      return;
    }
    check(`${at}.code`, codeRemedy(gateway.code));
    if (codes.has(gateway.code)) {
      check(`${at}.code`, `"${gateway.code}" is taken; give one of them another code.`);
    }
    codes.add(gateway.code);
    check(`${at}.webhookToken`, tokenRemedy(gateway.webhookToken));
    gateway.assetHosts.forEach((host, n) => check(`${at}.assetHosts[${n}]`, hostRemedy(host)));
  });
  return check.problems;
}

function codeRemedy(code: unknown): string | null {
  const ok = typeof code === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(code);
  return ok ? null : 'use up to 64 lower-case letters, digits, "-" or "_": it stands in a URL.';
}

/** The token is all that keeps strangers from the webhook URL of some providers. */
function tokenRemedy(token: unknown): string | null {
  const ok = token === null || (typeof token === 'string' && /^[\w.~-]{22,256}$/.test(token));
  return ok ? null : 'use 22 to 256 random URL-safe characters (letters, digits, "-", "_").';
}
