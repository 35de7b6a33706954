/** In `src/widget/ports.ts`. */
const ON_DEMAND = "import('./journey.js')";

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
      return {
        code: `import { createJourney, recover } from './journey.js';${code.replace(ON_DEMAND, 'Promise.resolve({ createJourney, recover })')}`,
        map: null,
      };
    },
  };
}
