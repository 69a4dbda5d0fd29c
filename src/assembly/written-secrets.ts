import type { ApiObject } from 'cdk8s';
import type { Application } from '../applications/application';
import type { Issue } from '../diagnostics';
import { isInitial } from '../environments/environment';
import { isBuilt, isOverridden, isPatched } from '../targets/kubernetes/built-objects';
import { secretTextIssue, secretTexts } from '../targets/kubernetes/secret-text';

/**
 * Warns of texts that look like secrets in objects that the user wrote: constructs beside the flows, overrides and
 * patches. Flows and ConfigMaps of the application are checked with their own properties and are not reported twice.
 * Initial environments are not checked, because passwords for local work may be written there.
 */
export function writtenSecrets(object: ApiObject, manifest: object, application: Application): Issue[] {
  if (isInitial(application.environment)) return [];
  const isOurs = isBuilt(object);
  if (isOurs && !isOverridden(object) && !isPatched(object)) return [];
  const told = isOurs ? application.issues.filter(({ code }) => code === 'secret-in-text') : [];
  return secretTexts(manifest)
    .filter(({ path }) => !told.some(({ path: other = '' }) => other.endsWith(`.${path.at(-1)}`)))
    .map((text) => secretTextIssue(text, object.node.path));
}
