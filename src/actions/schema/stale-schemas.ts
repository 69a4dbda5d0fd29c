import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { groupBy } from '../../data/group-by';
import { type Issue, warningIssue } from '../../diagnostics';
import { environmentsFolder } from '../../environments/folder';
import { followLink } from '../../files/follow-links';
import { firstBytesIfThere } from '../../files/read-file';
import { applicationStamp, beginningWith, environmentStamp } from './stamp';

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
  const isCurrent = (file: string, stamp: string) => beginsWith(root, `${folder}/${file}`, beginningWith(stamp));
  const isEnvironmentCurrent = isCurrent('environment.json', environmentStamp(environments));
  if (isEnvironmentCurrent === undefined) return [];
  const stamps = [...groupBy(applications, ({ application }) => application)]
    .filter(([, built]) => built.length === environments.length)
    .map(([id, built]) => [`app.${id}.json`, applicationStamp(built.map(({ model }) => model))] as const);
  const [stale] = isEnvironmentCurrent ? (stamps.find((one) => !isCurrent(...one)) ?? []) : ['environment.json'];
  if (stale === undefined) return [];
  const file = `${environmentsFolder}/.schema/${stale}`;
  const message = `the schema \`${file}\`, from which editors complete the environment files, is out of date`;
  return [warningIssue('schema-stale', message, { hint: 'run `towpath schema`', location: { file } })];
}

/** Whether a schema begins with a text; undefined if there is no file. One that cannot be read does not. */
function beginsWith(root: string, path: string, beginning: string): boolean | undefined {
  try {
    const bytes = Buffer.from(beginning);
    return firstBytesIfThere(root, path, bytes.length)?.equals(bytes);
  } catch {
    return false; // only editors need it
  }
}
