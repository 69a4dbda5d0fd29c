import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import { isMap, valueAt } from '../../data/merge';
import { duplicates, errorIssue, type Issue } from '../../diagnostics';
import { type FlowSpec, isStateful, isWorkload, runsBeforeOthers } from '../../model/flow-spec';
import { objectName } from '../../model/naming';
import { objectNames } from './flow-objects';
import { reservedLabels } from './labels';
import { nameProblem } from './names';
import { selectorLabels } from './selector';

/** Issues of names, labels and selectors, which can be found only when all flows are declared. */
export function objectIssues(application: DeclaredApplication): Issue[] {
  const flows = application.flows.filter(({ isValid }) => isValid);
  return [
    ...namesAlike(application, flows).map((message): Issue => {
      return errorIssue('naming-invalid', message, { path: `${application.node.id}.naming` });
    }),
    ...flows.flatMap((flow) => [...nameIssues(application, flow), ...labelIssues(application, flow)]),
  ];
}

/** Finds flows with the same object name, or with selectors that match the same pods. */
function namesAlike({ names }: DeclaredApplication, flows: readonly DeclaredFlow[]): string[] {
  const running = flows.filter(({ spec }) => isWorkload(spec)).map(({ node }) => node.id);
  return [
    ...duplicates(running, (flow) => objectName(names, flow)).map(
      ([first, second]) => `${first} and ${second} get the same name; the pattern needs {flow}`,
    ),
    ...duplicates(running, (flow) => JSON.stringify(selectorLabels(names, flow))).map(
      ([first, second]) =>
        `the selector chooses the pods of ${first} and ${second} alike; one of its labels needs {flow}`,
    ),
  ];
}

function nameIssues({ names, node: { id } }: DeclaredApplication, { kind, node, spec }: DeclaredFlow): Issue[] {
  const hasService = objectNames(kind).includes('service');
  const message = nameProblem(objectName(names, node.id), hasService, suffixOf(spec));
  if (message === undefined) return [];
  const hint = 'choose a shorter or plainer flow id, instance or naming pattern';
  return [errorIssue('invalid-name', message, { hint, path: `${id}.${node.id}` })];
}

/** The suffix that Kubernetes or towpath appends to the name of the flow's objects. */
function suffixOf(spec: FlowSpec): Parameters<typeof nameProblem>[2] {
  if (spec.kind === 'schedule') return 'cronJob';
  if (runsBeforeOthers(spec)) return 'jobByContent';
  return isStateful(spec) ? 'statefulSet' : 'plain';
}

function labelIssues({ names, node: { id } }: DeclaredApplication, { node, spec }: DeclaredFlow): Issue[] {
  const reserved = reservedLabels(names);
  return ['labels', 'podLabels'].flatMap((property) => {
    const labels = valueAt(spec, [property]);
    const keys = isMap(labels) ? Object.keys(labels) : [];
    return keys
      .filter((key) => reserved.includes(key))
      .map((key): Issue => {
        const message = `\`${key}\` is a label that towpath sets, and by which pods are found`;
        return errorIssue('reserved-label', message, { path: `${id}.${node.id}.${property}` });
      });
  });
}
