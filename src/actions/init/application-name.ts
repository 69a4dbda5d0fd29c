import { basename } from 'node:path';
import { dashed } from '../../adoption/words';
import { issueError } from '../../diagnostics';
import { dnsLabel } from '../../model/formats';

/** The longest name that leaves room for the ids of flows in the names of objects. */
const longestName = 40;

/** No key of an environment file can have this name, because each map of JavaScript has it. */
const forbiddenKey = 'constructor';

/** The name of the first application of a folder, if nobody gives one. It begins with a letter, as a Service must. */
export function defaultName(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(name) && name !== forbiddenKey ? name : dashed(`app-${name}`, longestName);
}

/**
 * Checks the name of an application that is created. Its Service begins with the name, so a letter comes first. Names of
 * objects and namespaces are longer than it.
 *
 * @throws TowpathError `invalid-name`
 */
export function checkName(name: string): void {
  const isShort = name.length <= longestName;
  if (dnsLabel.safeParse(name).success && /^[a-z]/.test(name) && isShort && name !== forbiddenKey) return;
  const message = `\`${name}\` is not a valid name for an application`;
  const hint = `choose a name of at most ${longestName} characters from a-z, 0-9 and \`-\` that begins with a letter, such as \`towpath init shop\``;
  throw issueError('invalid-name', message, { hint });
}
