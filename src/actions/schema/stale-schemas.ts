import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { groupBy } from '../../data/group-by';
import { type Issue, warningIssue } from '../../diagnostics';
import { environmentsFolder } from '../../environments/folder';
import { followLink } from '../../files/follow-links';
import { readIfThere } from '../../files/read-file';
import { applicationStamp, environmentStamp, hasStamp } from './stamp';

/**
 * A warning if the schemas for editors were written by another version of towpath, or before a flow, an image or an
 * environment was added. A workspace without schemas gets none. It only compares the beginnings of the files.
 *
 * @param environments the names of all environments
 * @param applications all applications in all environments. One that an environment leaves out is not compared
 */
export function staleSchemas(
  root: string,
  environments: readonly string[],
  applications: readonly ApplicationAssembly[],
): Issue[] {
  const folder = `${followLink(root, environmentsFolder)}/.schema`;
  if (textOf(root, `${folder}/environment.json`) === undefined) return [];
  const everywhere = [...groupBy(applications, ({ application }) => application)].filter(
    ([, built]) => built.length === environments.length,
  );
  const stamps = new Map([
    ['environment.json', environmentStamp(environments)],
    ...everywhere.map(([id, built]) => [`app.${id}.json`, applicationStamp(built.map(({ model }) => model))] as const),
  ]);
  const [first] = [...stamps].filter(([file, stamp]) => !hasStamp(textOf(root, `${folder}/${file}`) ?? '', stamp));
  if (!first) return [];
  const file = `${environmentsFolder}/.schema/${first[0]}`;
  const message = `the schema \`${file}\`, from which editors complete the environment files, is out of date`;
  return [warningIssue('schema-stale', message, { hint: 'run `towpath schema`', location: { file } })];
}

/** The text of a schema. A file that cannot be read is as one that is out of date, because only editors need it. */
function textOf(root: string, path: string): string | undefined {
  try {
    return readIfThere(root, path);
  } catch {
    return '';
  }
}
