import { randomUUID } from 'node:crypto';
import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../server/store/sql/store-error.js';
import { lifeOf, ownMark, type ProcessMark } from './process-mark.js';

/** Milliseconds between two signs of life. */
const BEAT = 5_000;
/** A process whose number tells nothing counts as dead after so many milliseconds of silence. */
const SILENCE = 30_000;

interface Lock extends ProcessMark {
  /** Different for every lock that was ever taken. */
  readonly token: string;
}

/**
 * Takes the folder for this process, also from one that has died. Locks are put in place by hard
 * links, complete with what they say: nobody ever reads half of one. Who takes over from a dead
 * process first has to win a lock named after the dead one's token, which only one can.
 *
 * @returns a function that gives the folder back
 * @throws {StoreError} `folder_locked`
 */
export function lockFolder(folder: string): () => void {
  const own: Lock = { ...ownMark(), token: randomUUID() };
  const path = join(folder, 'lock');
  const draft = join(folder, `lock.${own.token}`);
  writeFileSync(draft, JSON.stringify(own));
  try {
    if (!linked(draft, path)) takeOver(folder, draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  const beat = setInterval(() => signOfLife(path, own), BEAT).unref();
  return () => {
    clearInterval(beat);
    if (readLock(path)?.token === own.token) rmSync(path, { force: true });
  };
}

/** Replaces the lock of a dead process. */
function takeOver(folder: string, draft: string, path: string): void {
  const chain = deadLocks(folder, path);
  const last = chain.at(-1);
  if (last === undefined) throw busy(folder, 'another process');
  const claim = claimOn(folder, last);
  if (!linked(draft, claim)) throw busy(folder, 'another process');
  try {
    // Whoever was faster has removed the claims only after the lock itself was replaced.
    if (!isSame(chain, deadLocks(folder, path, claim))) throw busy(folder, 'another process');
  } catch (error) {
    rmSync(claim, { force: true });
    throw error;
  }
  renameSync(draft, path);
  for (const dead of chain) rmSync(claimOn(folder, dead), { force: true });
}

/**
 * The lock, then the claim on it of a process that died while it took over, and so on: all dead.
 *
 * @param until the claim of our own, which ends the chain
 */
function deadLocks(folder: string, path: string, until?: string): string[] {
  const tokens: string[] = [];
  for (let at = path; at !== until;) {
    const lock = readLock(at);
    if (lock === null) break;
    assertDead(folder, at, lock);
    tokens.push(lock.token);
    at = claimOn(folder, lock.token);
  }
  return tokens;
}

function assertDead(folder: string, path: string, lock: Lock): void {
  const life = lifeOf(lock);
  if (life === 'dead') return;
  if (life === 'elsewhere' && Date.now() - statSync(path).mtimeMs > SILENCE) return;
  throw busy(folder, life === 'alive' ? `process ${lock.pid}` : 'another container or machine');
}

function busy(folder: string, holder: string): StoreError {
  return new StoreError(
    'folder_locked',
    `The data folder ${folder} is in use by ${holder}. Stop that one first, or use postgresStore when several processes have to share the payments.`,
  );
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

const claimOn = (folder: string, token: string): string => join(folder, `lock.after-${token}`);

/** False when there is something already. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path: string): Lock | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Lock;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new StoreError(
      'folder_unusable',
      `${path} cannot be read: if no process uses the data folder, delete that file.`,
      { cause: error },
    );
  }
}

/** For those to whom our number tells nothing. */
function signOfLife(path: string, own: Lock): void {
  try {
    if (readLock(path)?.token === own.token) utimesSync(path, new Date(), new Date());
  } catch {
    // The folder is gone or full; the store's own work will say so.
  }
}
