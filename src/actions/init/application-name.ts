import { basename } from 'node:path';
import { dashed } from '../../adoption/words';
import { issueError } from '../../diagnostics';
import { dnsLabel } from '../../model/formats';

/** The longest name that leaves room for the ids of flows in the names of objects. */
const longestName = 40;

/** The name of the first application of a folder, if nobody gives one. It begins with a letter, as a Service must. */
export function defaultName(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(name) ? name : dashed(`app-${name}`, longestName);
}

/** @throws TowpathError `invalid-name` for a name that an application cannot have */
export function checkName(name: string): void {
  if (dnsLabel.safeParse(name).success) return;
  const message = `\`${name}\` is not a valid name for an application`;
  const hint = 'choose a name of at most 63 characters from a-z, 0-9 and `-`, such as `towpath init shop`';
  throw issueError('invalid-name', message, { hint });
}
