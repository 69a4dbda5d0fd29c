import { basename } from 'node:path';
import { issueError } from '../../diagnostics';
import { dnsLabel } from '../../model/formats';

/** The name of the first application of a folder, if nobody gives one. */
export function defaultName(root: string): string {
  return basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 63);
}

/** @throws TowpathError `invalid-name` for a name that an application cannot have */
export function checkName(name: string): void {
  if (dnsLabel.safeParse(name).success) return;
  const message = `\`${name}\` is not a valid name for an application`;
  const hint = 'choose a name of at most 63 characters from a-z, 0-9 and `-`, such as `towpath init shop`';
  throw issueError('invalid-name', message, { hint });
}
