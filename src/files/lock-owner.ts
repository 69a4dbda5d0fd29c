import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256Of } from '../data/sha256';

/**
 * How long a lock is valid if its owner cannot be looked up, because it runs on another machine or in another
 * container.
 */
const foreignLife = 30_000;

/**
 * Identifies where process numbers are unique: a machine since its last start, and on Linux a namespace of it. A host
 * name is not enough, because machines made from one image may share it.
 */
const machineId = sha256Of(`${hostname()} ${bootId()} ${pidNamespace()}`).slice(0, 12);

/** A name for one holder of a lock, from which other processes can find out whether it still runs. */
export function newOwner(): string {
  return [process.pid, startOf(process.pid) ?? '', machineId, randomBytes(6).toString('hex')].join('-');
}

/**
 * Whether the holder of a lock was killed. A new process with the same number is not mistaken for it if the system
 * knows when a process began.
 *
 * @param file a file that the holder wrote; its age decides if nothing else can
 */
export function isDead(owner: string, file: string): boolean {
  const ended = processHasEnded(owner);
  if (ended !== undefined) return ended;
  const written = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Date.now() - written > foreignLife;
}

/** Whether the owner's process has ended; undefined if it runs on another machine, where it cannot be looked up. */
export function processHasEnded(owner: string): boolean | undefined {
  const [pid, start, where] = owner.split('-');
  if (where !== machineId) return undefined;
  return !isAlive(Number(pid)) || (startOf(Number(pid)) ?? start) !== start;
}

/** When a process began; undefined if the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    // The state and the start follow the program's name, which is in brackets and may contain anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another user's process
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
