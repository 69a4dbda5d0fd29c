import { posix } from 'node:path';
import { dashed } from '../../adoption/words';
import { shellWord } from '../../data/shell-word';
import type { ManifestFolder } from '../../source/setup/setup';

/** Parts of the names of environments, in the order of promotion. */
const order = [/^(?:dev|local|sandbox|preview)/, /^(?:te?st|qa|int|ci)/, /^(?:stag|acc|uat|pre)/, /^(?:pro?d|live)/];

/** The commands, run in the folder of the workspace, that write an application for the objects of these folders. */
export function adoptCommands(
  folders: readonly ManifestFolder[],
  application: string,
  workspace: string,
): readonly string[] {
  const named = withNames(folders);
  const sources = named.map(({ folder, environment }) =>
    shellWord(`${environment}=${posix.join(workspace === '' ? '.' : '..', folder)}`),
  );
  return [`npx towpath adopt ${application} ${sources.join(' ')}`];
}

/** Folders that are named for environments are one each. Without such a name there is one environment, `prod`. */
function withNames(folders: readonly ManifestFolder[]): (ManifestFolder & { environment: string })[] {
  const named = folders
    .map((one) => ({ ...one, environment: dashed(posix.basename(one.folder), 40) }))
    .filter(({ environment }) => rank(environment) !== -1)
    .sort((one, other) => rank(one.environment) - rank(other.environment));
  const distinct = named.filter(
    ({ environment }, at) => named.findIndex((other) => other.environment === environment) === at,
  );
  if (distinct.length > 0) return distinct;
  return folders.slice(0, 1).map((one) => ({ ...one, environment: 'prod' }));
}

function rank(environment: string): number {
  return order.findIndex((pattern) => pattern.test(environment));
}
