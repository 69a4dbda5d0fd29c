import type { DeclaredApplication, DeclaredFlow, ObjectName } from '../../applications/declared';
import { isMap, valueAt } from '../../data/merge';
import { duplicates, errorIssue, type Issue, suggest } from '../../diagnostics';
import { applicationOverlay } from '../../environments/environment';
import { dnsLabelPattern } from '../../kubernetes/object-name';
import { isWorkload, runsBeforeOthers } from '../../model/flow-spec';
import { type NamedObject, type NamingContext, namingOrigin, objectName } from '../../model/naming';
import { filledLabelIssues } from './filled-labels';
import { declaredNames } from './flow-names';
import { namedObjectsOf, objectNames } from './flow-objects';
import { reservedLabels, reservedPodLabels } from './labels';
import { nameProblem } from './names';
import { namingIssue } from './naming-issue';
import { selectorIssues } from './selector-issues';
import { serviceName } from './service';

/** The issues of names, labels and selectors. They can be found only after all flows are declared. */
export function objectIssues(application: DeclaredApplication): Issue[] {
  const flows = application.flows.filter(({ isValid }) => isValid);
  const named = new Map(flows.map((flow) => [flow, objectsOf(application, flow)]));
  return [
    ...equalNames(application, named),
    ...[...named].flatMap(([flow, objects]) => [
      ...nameIssues(application, flow, objects),
      ...labelIssues(application, flow),
      ...filledLabelIssues(application, flow),
      ...unknownObjects(application, flow),
    ]),
  ];
}

/** Finds flows with the same name for an object of the same kind, or with selectors that match the same pods. */
function equalNames(
  application: DeclaredApplication,
  flows: ReadonlyMap<DeclaredFlow, readonly FlowObject[]>,
): Issue[] {
  const running = [...flows.keys()].filter(({ spec }) => isWorkload(spec));
  const named = running.flatMap((flow) =>
    (flows.get(flow) ?? []).map(({ object, name }) => ({ flow: flow.node.id, object, name })),
  );
  const pairs = new Map(
    duplicates(named, ({ object, name }) => `${object} ${name}`)
      .filter(([first, second]) => first.flow !== second.flow)
      .map(([first, second]) => [`${first.flow} ${second.flow}`, [first.flow, second.flow]] as const),
  );
  return [
    ...[...pairs.values()].map(([first, second]) => {
      const message = `the name pattern gives the objects of \`${first}\` and \`${second}\` the same name`;
      return namingIssue(application, message, 'add {flow} to the name pattern in `naming`');
    }),
    ...selectorIssues(application, running),
  ];
}

/** An object of a flow, with its name. */
interface FlowObject {
  readonly object: ObjectName;
  readonly name: string;
}

/** The objects of a flow that have a name from `naming`. A claim can have a name of its own. */
function objectsOf(application: DeclaredApplication, flow: DeclaredFlow): FlowObject[] {
  const names = declaredNames(application, flow);
  const { spec } = flow;
  const hasServices = spec.kind === 'service' || spec.kind === 'store';
  const services = hasServices ? Object.keys(spec.services ?? {}) : [];
  return [
    ...objectNames(flow.kind)
      .filter((object) => object !== 'pvc' && flow.object(object))
      .map((object) => ({ object, name: objectName(names, flow.node.id, object as NamedObject) })),
    ...(hasServices
      ? services.map((key) => ({ object: 'service' as const, name: serviceName(names, spec, key) }))
      : []),
  ];
}

function nameIssues(application: DeclaredApplication, flow: DeclaredFlow, objects: readonly FlowObject[]): Issue[] {
  // The issue about a wrong `instance` names the environment file, so it is not repeated for each flow.
  const { instance } = applicationOverlay(application.environment, application.node.id);
  if (typeof instance === 'string' && !dnsLabelPattern.test(instance)) return [];
  const isByContent = runsBeforeOthers(flow.spec);
  const problems = objects
    .map(({ object, name }) => {
      const isJob = object === 'job' || object === 'cronJob';
      return nameProblem(name, object, isByContent && object === 'job', isJob ? indexLength(flow.spec) : 0);
    })
    .filter((message) => message !== undefined);
  const hint = 'use a shorter or simpler flow id, `instance` or `naming` pattern';
  const path = `${application.node.id}.${flow.node.id}`;
  return [...new Set(problems)].map((message) => errorIssue('invalid-name', message, { hint, path }));
}

/**
 * The length of the suffix that Kubernetes appends to the name of a job for its last pod: 3 for `-99` of 100 indexed
 * pods.
 */
function indexLength(spec: DeclaredFlow['spec']): number {
  if (spec.kind !== 'job' && spec.kind !== 'schedule') return 0;
  return spec.indexed && spec.completions ? `-${spec.completions - 1}`.length : 0;
}

/** Reports names and labels that `naming` sets in the flow itself for objects that its kind never has. */
function unknownObjects(application: DeclaredApplication, { kind, node, layers }: DeclaredFlow): Issue[] {
  const naming = layers.filter(({ origin, data }) => origin !== namingOrigin && valueAt(data, ['naming']));
  if (naming.length === 0) return [];
  const known: readonly string[] = namedObjectsOf(kind);
  return naming.flatMap(({ data, locate }) =>
    ['objects', 'objectLabels'].flatMap((property) => {
      const values = valueAt(data, ['naming', property]);
      return Object.keys(isMap(values) ? values : {})
        .filter((object) => !known.includes(object))
        .map((object): Issue => {
          const path = ['naming', property, object];
          return errorIssue('unknown-object', `a ${kind} has no object \`${object}\``, {
            hint: suggest(object, known),
            path: `${application.node.id}.${node.id}.${path.join('.')}`,
            location: locate(path),
          });
        });
    }),
  );
}

function labelIssues(application: DeclaredApplication, flow: DeclaredFlow): Issue[] {
  const { node, spec } = flow;
  const { id } = application.node;
  const names = declaredNames(application, flow);
  const places: [path: string[], reservedBy: (names: NamingContext) => string[]][] = [
    [['labels'], reservedPodLabels],
    [['podLabels'], reservedPodLabels],
    [['service', 'labels'], reservedLabels],
  ];
  return places.flatMap(([place, reservedBy]) => {
    const labels = valueAt(spec, place);
    if (!isMap(labels)) return [];
    const reserved = reservedBy(names);
    return Object.keys(labels)
      .filter((key) => reserved.includes(key))
      .map((key): Issue => {
        const message = `the label \`${key}\` is reserved, because towpath sets it or selects pods by it`;
        const path = [id, node.id, ...place].join('.');
        return errorIssue('reserved-label', message, { hint: 'use another key', path });
      });
  });
}
