import type { Issue } from '../diagnostics';
import type { ApplicationModel } from '../model/application-model';
import { knownLater } from '../model/later';
import { laterValuesIn } from '../model/reference';

/** Values of an application that are known only when Pulumi runs: no other program that reads files knows them. */
export function laterIssues({ environment, flows }: ApplicationModel): Issue[] {
  return flows
    .flatMap(({ spec }) => laterValuesIn(spec))
    .map(({ path = '' }) => ({ ...knownLater(`\`${path}\``), path: `${environment}: ${path}` }));
}
