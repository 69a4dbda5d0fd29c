import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import { isMap, valueAt } from '../../data/merge';
import { duplicates, errorIssue, type Issue } from '../../diagnostics';
import { type FlowSpec, isStateful, isWorkload, runsBeforeOthers } from '../../model/flow-spec';
import { objectName } from '../../model/naming';
import { objectNames } from './flow-objects';
import { reservedLabels, reservedPodLabels } from './labels';
import { nameProblem } from './names';
import { selectorLabels } from './selector';

/** Issues of names, labels and selectors. They can be found only after all flows are declared. */
export function objectIssues(application: DeclaredApplication): Issue[] {
  const flows = application.flows.filter(({ isValid }) => isValid);
  return [
    ...equalNames(application, flows),
    ...flows.flatMap((flow) => [...nameIssues(application, flow), ...labelIssues(application, flow)]),
  ];
}

/** Finds flows with the same object name, or with selectors that match the same pods. */
function equalNames({ names, node: { id } }: DeclaredApplication, flows: readonly DeclaredFlow[]): Issue[] {
  const running = flows.filter(({ spec }) => isWorkload(spec)).map(({ node }) => node.id);
  const issue = (message: string, hint: string) =>
    errorIssue('naming-invalid', message, { hint, path: `${id}.naming` });
  return [
    ...duplicates(running, (flow) => objectName(names, flow)).map(([first, second]) => {
      const message = `the name pattern gives the objects of \`${first}\` and \`${second}\` the same name`;
      return issue(message, 'add {flow} to the name pattern in `naming`');
    }),
    ...duplicates(running, (flow) => JSON.stringify(selectorLabels(names, flow))).map(([first, second]) => {
      const message = `the selector matches the pods of both \`${first}\` and \`${second}\``;
      return issue(message, 'add {flow} to a label in `naming.selector`');
    }),
  ];
}

function nameIssues({ names, node: { id } }: DeclaredApplication, { kind, node, spec }: DeclaredFlow): Issue[] {
  const hasService = objectNames(kind).includes('service');
  const message = nameProblem(objectName(names, node.id), hasService, suffixOf(spec));
  if (message === undefined) return [];
  const hint = 'use a shorter or simpler flow id, `instance` or `naming` pattern';
  return [errorIssue('invalid-name', message, { hint, path: `${id}.${node.id}` })];
}

/** The suffix that Kubernetes or towpath appends to the name of the flow's objects. */
function suffixOf(spec: FlowSpec): Parameters<typeof nameProblem>[2] {
  if (spec.kind === 'schedule') return 'cronJob';
  if (runsBeforeOthers(spec)) return 'jobByContent';
  return isStateful(spec) ? 'statefulSet' : 'plain';
}

function labelIssues({ names, node: { id } }: DeclaredApplication, { node, spec }: DeclaredFlow): Issue[] {
  const ofPods = reservedPodLabels(names);
  const places: [path: string[], reserved: string[]][] = [
    [['labels'], ofPods],
    [['podLabels'], ofPods],
    [['service', 'labels'], reservedLabels(names)],
  ];
  return places.flatMap(([place, reserved]) => {
    const labels = valueAt(spec, place);
    const keys = isMap(labels) ? Object.keys(labels) : [];
    return keys
      .filter((key) => reserved.includes(key))
      .map((key): Issue => {
        const message = `the label \`${key}\` is reserved, because towpath sets it or selects pods by it`;
        const path = [id, node.id, ...place].join('.');
        return errorIssue('reserved-label', message, { hint: 'use another key', path });
      });
  });
}
