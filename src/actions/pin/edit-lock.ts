import { join } from 'node:path';
import { environmentsFolder } from '../../environments/folder';
import { followLink } from '../../files/follow-links';
import { type LockHolder, withLock } from '../../output/lock';

/** Holds the lock of the environment files while they are read and written, so that two edits at once lose nothing. */
export function withEditLock<T>(root: string, holder: LockHolder, work: () => Promise<T>): Promise<T> {
  return withLock(join(root, followLink(root, environmentsFolder)), holder, work, () => {});
}
