/** Finds a Chromium-like browser for the tests, or installs Debian's where that needs no sudo. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installPackages, isRootOnDebian } from './lib/debian.mjs';
import { executable, onPath } from './lib/executables.mjs';
import { isMain, main, Stop } from './lib/run.mjs';

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_FILES = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_FILES = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

/** The builds that Playwright keeps in the user's cache, newest first. */
function playwrightBuilds(cache, inside) {
  if (!existsSync(cache)) return [];
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return builds.flatMap((build) => inside.map((file) => join(cache, build, file)));
}

function candidates() {
  const home = homedir();
  switch (process.platform) {
    case 'darwin':
      return [
        ...['/Applications', join(home, 'Applications')].flatMap((folder) =>
          MAC_FILES.map((file) => join(folder, file)),
        ),
        ...playwrightBuilds(join(home, 'Library/Caches/ms-playwright'), [
          'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
          'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
        ]),
      ];
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = process.env[name];
        return folder === undefined ? [] : WINDOWS_FILES.map((file) => join(folder, file));
      });
    default:
      return [
        ...onPath(LINUX_NAMES),
        '/opt/google/chrome/chrome',
        '/opt/microsoft/msedge/msedge',
        ...playwrightBuilds(join(home, '.cache/ms-playwright'), [
          'chrome-linux/chrome',
          'chrome-linux64/chrome',
        ]),
      ];
  }
}

/**
 * The browser's executable, or null. `CHROME_PATH` wins; when it is wrong, that is an error.
 * @returns {string | null}
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (executable(named)) return named;
    throw new Stop(`CHROME_PATH names ${named}, which cannot be run. Correct it or unset it.`);
  }
  return candidates().find(executable) ?? null;
}

/** Finds the browser or gets it; the answer is the path of its executable. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== null) return found;
  if (isRootOnDebian()) await installPackages('Chromium', ['chromium', 'fonts-noto-core']);
  const installed = findBrowser();
  if (installed !== null) return installed;
  throw new Stop('No browser found: install Chrome, Edge or Chromium, or set CHROME_PATH to one.');
}

if (isMain(import.meta.url)) await main(async () => console.log(await ensureBrowser()));
