import type { Issue } from '../diagnostics';
import type { ApplicationModel } from '../spec/application-model';
import { knownLater } from '../spec/later';
import { laterValuesIn } from '../spec/reference';

/** Values of an application that are known only when Pulumi runs: no other program that reads files knows them. */
export function laterIssues({ environment, flows }: ApplicationModel): Issue[] {
  return flows
    .flatMap(({ spec }) => laterValuesIn(spec))
    .map(({ path = '' }) => ({ ...knownLater(`\`${path}\``), path: `${environment}: ${path}` }));
}
