/** Installs packages where that needs no sudo: as root on Debian or Ubuntu. */
import { existsSync, readFileSync } from 'node:fs';
import { run, Stop } from './run.mjs';

export function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (!existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @throws {Stop} with the last word of apt-get, when that fails */
export async function installPackages(name, packages) {
  console.log(`Installing ${name} for the tests (apt-get)…`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  for (const args of [['update'], install]) {
    const { code, output } = await run('apt-get', ['-qq', ...args], { quiet: true, env });
    const reason = output.trim().split('\n').at(-1);
    if (code !== 0)
      throw new Stop(`apt-get ${args[0]} failed: ${reason}. Install ${name} by hand.`);
  }
}
