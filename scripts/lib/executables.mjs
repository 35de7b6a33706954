/** Looks for programs that are there already. */
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where programs of these names would be on Linux, best first. */
export function onPath(names) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/snap/bin')
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

/** A program in a snap sees no folder of ours, so no profile that a test makes for it. */
export function isSnap(file) {
  const real = realpathSync(file);
  if (/\/snap(\/|$)/.test(real)) return true;
  return statSync(real).size < 10_000 && readFileSync(real, 'utf8').includes('/snap/');
}
