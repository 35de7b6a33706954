import { readFileSync, readlinkSync } from 'node:fs';

/** Which process it is, so that nobody is taken for a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** The machine and the process namespace in which the number means something. */
  readonly place: string;
  /** When it began, in ticks since the machine did; null where the system does not tell. */
  readonly began: string | null;
}

export function ownMark(): ProcessMark {
  return { pid: process.pid, place: place(), began: beganAt(process.pid) };
}

/** - `elsewhere`: it ran in another container or before a restart: its number tells nothing. */
export type Life = 'alive' | 'dead' | 'elsewhere';

export function lifeOf(mark: ProcessMark): Life {
  if (mark.place !== place()) return 'elsewhere';
  if (!exists(mark.pid)) return 'dead';
  return beganAt(mark.pid) === mark.began ? 'alive' : 'dead';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: so it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Linux only; elsewhere every process is in the same place. */
function place(): string {
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = tryRead(() => readlinkSync('/proc/self/ns/pid'));
  return `${boot ?? process.platform} ${namespace ?? ''}`.trim();
}

function beganAt(pid: number): string | null {
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program, in brackets, may itself hold spaces and brackets.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[19] ?? null;
}

function tryRead(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
