import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** How long a lock counts whose owner cannot be asked: it runs on another machine, or in another container. */
const foreignLife = 30_000;

/**
 * Where process numbers mean the same: a machine since its last start, and on Linux one of its namespaces. Its name
 * alone does not tell it from another one: all that were made from one image may have the same.
 */
const machineId = createHash('sha256').update(`${hostname()} ${bootId()} ${pidNamespace()}`).digest('hex').slice(0, 12);

/** A name for one holder of a lock, by which others can tell whether it still lives. */
export function newOwner(): string {
  return [process.pid, startOf(process.pid) ?? '', machineId, randomBytes(6).toString('hex')].join('-');
}

/**
 * Whether the holder of a lock was killed. A process that took over its number is not mistaken for it
 * where the system tells when a process began.
 *
 * @param file something that it wrote, whose age decides where nothing else can
 */
export function isDead(owner: string, file: string): boolean {
  const ended = processHasEnded(owner);
  if (ended !== undefined) return ended;
  const written = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Date.now() - written > foreignLife;
}

/** Whether the process of an owner is over; undefined where nobody here can tell, because it runs elsewhere. */
export function processHasEnded(owner: string): boolean | undefined {
  const [pid, start, where] = owner.split('-');
  if (where !== machineId) return undefined;
  return !isAlive(Number(pid)) || (startOf(Number(pid)) ?? start) !== start;
}

/** When a process began; undefined where the system does not tell. */
function startOf(pid: number): string | undefined {
  try {
    // State and start follow the name of the program, which stands in brackets and may hold anything.
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
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's
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
