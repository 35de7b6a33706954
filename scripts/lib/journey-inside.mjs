import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const JOURNEY = fileURLToPath(new URL('../../src/widget/journey.ts', import.meta.url));

/** In `src/widget/ports.ts`. */
const ON_DEMAND = "import('./journey.js')";

const [, members] = /interface JourneyModule \{(.*?)^\}/ms.exec(readFileSync(JOURNEY, 'utf8'));

/** What the module is asked for: a whole namespace would bring the bundler's helper for one along. */
const names = [...members.matchAll(/readonly (\w+):/g)].map(([, name]) => name).join(', ');

/**
 * For the classic script, which holds the journey anyway: imports it at once. An import on demand
 * inside one script makes the bundler wrap every module in a function, with all its names outside of
 * it, and no minifier sees through that.
 */
export function journeyInside() {
  return {
    name: 'journey-inside',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/src/widget/ports.ts')) return null;
      if (!code.includes(ON_DEMAND)) this.error(`${id} has no ${ON_DEMAND} any more.`);
      const inside = code.replace(ON_DEMAND, `Promise.resolve({ ${names} })`);
      return { code: `import { ${names} } from './journey.js';${inside}`, map: null };
    },
  };
}
