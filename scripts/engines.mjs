/** The three engines that the tests run in: finds each, or installs Debian's where that needs no sudo. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, findBrowser } from './browser.mjs';
import { installPackages, isRootOnDebian } from './lib/debian.mjs';
import { executable, isSnap, onPath } from './lib/executables.mjs';
import { isMain, main, Stop } from './lib/run.mjs';

function firefoxFiles() {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, 'Firefox.app/Contents/MacOS/firefox'),
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((name) => {
        const folder = process.env[name];
        return folder === undefined ? [] : [join(folder, 'Mozilla Firefox/firefox.exe')];
      });
    default:
      return onPath(['firefox', 'firefox-esr']);
  }
}

/**
 * Firefox's executable, or null. `FIREFOX_PATH` wins; when it is wrong, that is an error.
 * @returns {string | null}
 */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) {
    if (executable(named)) return named;
    throw new Stop(`FIREFOX_PATH names ${named}, which cannot be run. Correct it or unset it.`);
  }
  return firefoxFiles().find((file) => executable(file) && !isSnap(file)) ?? null;
}

/**
 * WebKit's driver, which knows its browser, when there is a screen to show that on; or null.
 * @returns {string | null}
 */
export function findWebKit() {
  if (process.platform !== 'linux') return null;
  const driver = onPath(['WebKitWebDriver']).find(executable) ?? null;
  return onPath(['Xvfb']).some(executable) ? driver : null;
}

const SOURCES = {
  chromium: { name: 'Chromium', find: findBrowser },
  firefox: {
    name: 'Firefox',
    find: findFirefox,
    packages: ['firefox-esr'],
    remedy: 'install it (not as a snap), or set FIREFOX_PATH to one',
  },
  webkit: {
    name: 'WebKit',
    find: findWebKit,
    packages: ['webkit2gtk-driver', 'xvfb'],
    remedy: 'install WebKitWebDriver and Xvfb; they exist for Linux only',
  },
};

/** @typedef {keyof typeof SOURCES} Engine */

/** @type {readonly Engine[]} */
export const ENGINES = ['chromium', 'firefox', 'webkit'];

/**
 * Reads `--browser firefox,webkit` out of arguments; the rest are parts of file names.
 * @param {readonly string[]} args
 * @returns {{ engines: Engine[] | undefined, rest: string[] }}
 */
export function readEngines(args) {
  const rest = [...args];
  const at = rest.indexOf('--browser');
  if (at === -1) return { engines: undefined, rest };
  const engines = rest.splice(at, 2)[1]?.split(',') ?? [''];
  const strange = engines.find((each) => !ENGINES.includes(each));
  if (strange === undefined) return { engines, rest };
  throw new Stop(`--browser takes ${ENGINES.join(', ')}, with commas between them.`);
}

/** One engine: where it is, or why it is not. */
async function ensure({ name, find, packages, remedy }) {
  // Nothing runs without Chromium: it is found, or the run ends here.
  if (find === findBrowser) return { name, path: await ensureBrowser() };
  if (find() === null && isRootOnDebian()) {
    try {
      await installPackages(name, packages);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return { name, missing: error.message };
    }
  }
  const path = find();
  return path === null ? { name, missing: `${name} is not here: ${remedy}.` } : { name, path };
}

/** What was found, or not, in this process: nothing is asked for twice. */
const known = new Map();

/**
 * Finds the engines or gets them. Those that were asked for by name have to be there; of all three
 * Chromium has to, and what else is missing is said and left out.
 * @param {readonly Engine[]} [asked]
 * @returns {Promise<Partial<Record<Engine, string>>>} where each is
 */
export async function ensureEngines(asked) {
  const paths = {};
  for (const engine of asked ?? ENGINES) {
    if (!known.has(engine)) known.set(engine, await ensure(SOURCES[engine]));
    const { path, missing } = known.get(engine);
    if (path !== undefined) paths[engine] = path;
    else if (asked !== undefined) throw new Stop(missing);
    else console.log(`Not tested: ${missing}`);
  }
  return paths;
}

/** What tells the paths to test processes, which look for themselves otherwise. */
export function engineEnv({ chromium, firefox }) {
  return {
    ...(chromium !== undefined && { CHROME_PATH: chromium }),
    ...(firefox !== undefined && { FIREFOX_PATH: firefox }),
  };
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { engines } = readEngines(process.argv.slice(2));
    for (const [engine, path] of Object.entries(await ensureEngines(engines)))
      console.log(`${engine}: ${path}`);
  });
}
