/**
 * What the panel of the demo switches. Kept in a cookie, so that the demo's server sees it too and
 * every browser has its own. The kit itself reads no cookie.
 */
export const SCENARIO = {
  backend: ['normal', 'slow', 'down'],
  session: ['open', 'expired'],
  key: ['right', 'wrong', 'missing'],
  config: ['attributes', 'late'],
  theme: ['auto', 'light', 'dark'],
  look: ['shop', 'default', 'dark', 'minimal', 'brand', 'dense'],
  layout: ['list', 'grid'],
  direction: ['ltr', 'rtl'],
  frame: ['none', 'framed'],
  cancel: ['session', 'hppdata'],
  methods: ['few', 'fifty'],
  terms: ['unasked', 'required'],
} as const;

export type Switch = keyof typeof SCENARIO;
export type Scenario = { readonly [K in Switch]: (typeof SCENARIO)[K][number] };

export const SCENARIO_COOKIE = 'demo';

/** The scenario that a `Cookie` header names; whatever is not known there is the first choice. */
export function readScenario(cookies: string | null | undefined): Scenario {
  const found = (cookies ?? '')
    .split(/;\s*/)
    .find((each) => each.startsWith(`${SCENARIO_COOKIE}=`));
  const given = new URLSearchParams(
    decodeURIComponent(found?.slice(SCENARIO_COOKIE.length + 1) ?? ''),
  );
  const entries = Object.entries(SCENARIO).map(([name, choices]) => {
    const value = given.get(name);
    return [name, choices.find((choice) => choice === value) ?? choices[0]];
  });
  return Object.fromEntries(entries) as Scenario;
}

/** The cookie that keeps a scenario: only what differs from the first choices. */
export function scenarioCookie(scenario: Partial<Scenario>): string {
  const entries = Object.entries(scenario).filter(
    ([name, value]) => SCENARIO[name as Switch][0] !== value,
  );
  return encodeURIComponent(new URLSearchParams(entries).toString());
}
