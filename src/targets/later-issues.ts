import type { Issue } from '../diagnostics';
import type { ApplicationModel } from '../model/application-model';
import { knownLater } from '../model/later';
import { laterValuesIn } from '../model/reference';

/** Values of an application that are known only while Pulumi deploys, so that no file can contain them. */
export function laterIssues({ environment, flows }: ApplicationModel): Issue[] {
  return flows
    .flatMap(({ spec }) => laterValuesIn(spec))
    .map(({ path = '' }) => ({ ...knownLater(`\`${path}\``), path: `${environment}: ${path}` }));
}
