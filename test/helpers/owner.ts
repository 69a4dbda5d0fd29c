import { spawnSync } from 'node:child_process';
import { newOwner } from '../../src/files/lock-owner';

/** What a holder of a lock is called: its process, when that began, the machine, and what nobody else has. */
export function ownerParts(): [pid: string, start: string, place: string, id: string] {
  return newOwner().split('-') as [string, string, string, string];
}

/** The name of a holder on this machine that is no more. */
export function deadOwner(): string {
  const [, ...rest] = ownerParts();
  return [spawnSync(process.execPath, ['--version']).pid, ...rest].join('-');
}
