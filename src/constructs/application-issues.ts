import { type Issue, suggest, twice, type ValuePath } from '../diagnostics';
import { locateIn } from '../environments/environment';
import { isMap, valueAt } from '../environments/merge';
import { listensAt } from '../kubernetes/address';
import { objectNames } from '../kubernetes/flow-objects';
import { reservedLabels } from '../kubernetes/labels';
import { nameProblem } from '../kubernetes/names';
import { namingProblems, objectName, selectorLabels } from '../kubernetes/naming';
import { edgesOf } from '../spec/edges';
import { type FlowSpec, isReachable, isStateful, isWorkload, runsBeforeOthers } from '../spec/flow-spec';
import type { Application } from './application';
import type { Flow } from './flow';
import { circles } from './flow-order';

/** What can be judged only when all flows are declared. */
export function applicationIssues(application: Application): Issue[] {
  const flows = application.flows;
  const byId = new Map(flows.map((flow) => [flow.node.id, flow]));
  return [
    ...unknownEntries(application, 'flows', [...byId.keys()]),
    ...unknownEntries(
      application,
      'images',
      application.images.map((image) => image.name),
    ),
    ...Object.entries(application.parts.names).flatMap(([part, known]) =>
      unknownEntries(application, part as Table, known),
    ),
    ...namingProblems(application.names.naming ?? {}).map((message) => ({
      ...issue('naming-invalid', message),
      path: `${application.node.id}.naming`,
    })),
    ...namesAlike(application, flows).map((message) => ({
      ...issue('naming-invalid', message),
      path: `${application.node.id}.naming`,
    })),
    ...circles(flows).map((way) => ({
      ...issue('jobs-in-circle', `jobs run before each other: ${way.join(' → ')}`),
      path: `${application.node.id}.${way[0]}.before`,
    })),
    ...flows.filter((flow) => flow.isValid).flatMap((flow) => flowIssues(application, flow, byId)),
  ];
}

/** Names and selectors that do not tell flows apart. */
function namesAlike({ names }: Application, flows: readonly Flow[]): string[] {
  const running = flows.filter((flow) => flow.isValid && isWorkload(flow.spec)).map(({ node }) => node.id);
  return [
    ...twice(running, (flow) => objectName(names, flow)).map(
      ([first, second]) => `${first} and ${second} get the same name; the pattern needs {flow}`,
    ),
    ...twice(running, (flow) => JSON.stringify(selectorLabels(names, flow))).map(
      ([first, second]) =>
        `the selector chooses the pods of ${first} and ${second} alike; one of its labels needs {flow}`,
    ),
  ];
}

type Flows = ReadonlyMap<string, Flow>;

function flowIssues(application: Application, flow: Flow, flows: Flows): Issue[] {
  const path = `${application.node.id}.${flow.node.id}`;
  return [
    ...deadReferences(application, flow, flows).map((message) => ({ ...issue('reference-unresolved', message), path })),
    ...unknownFlows(flow, flows).map(({ hint, message }) => ({
      ...issue('unknown-flow', message),
      ...(hint && { hint }),
      path,
    })),
    ...nameIssues(application, flow).map((message) => ({
      ...issue('invalid-name', message),
      hint: 'choose a shorter or plainer flow id, instance or naming pattern',
      path,
    })),
    ...labelIssues(application, flow).map(([property, key]) => ({
      ...issue('reserved-label', `\`${key}\` is a label that towpath sets, and by which pods are found`),
      path: `${path}.${property}`,
    })),
  ];
}

type Table = 'flows' | 'images' | 'secrets' | 'configs' | 'volumes';

const oneOf: Readonly<Record<Table, string>> = {
  flows: 'a flow',
  images: 'an image',
  secrets: 'a Secret',
  configs: 'a ConfigMap',
  volumes: 'a shared volume',
};

/** Overlays for what does not exist, wherever an environment speaks of it. */
function unknownEntries({ environment, node }: Application, what: Table, known: readonly string[]): Issue[] {
  const path: ValuePath = ['apps', node.id, what];
  const said = valueAt(environment.props, path);
  if (!isMap(said)) return [];
  const code = what === 'flows' ? 'unknown-flow' : what === 'images' ? 'unknown-image' : 'unknown-entry';
  return Object.keys(said)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const location = locateIn(environment, [...path.map(String), name]);
      const hint = suggest(name, known);
      return {
        ...issue(code, `\`${name}\` is not ${oneOf[what]} of ${node.id}`),
        ...(hint && { hint }),
        path: [...path, name].join('.'),
        ...(location && { location }),
      };
    });
}

function deadReferences(application: Application, flow: Flow, flows: Flows): string[] {
  return edgesOf(flow.spec).flatMap(({ flow: target, attribute }) => {
    const found = flows.get(target);
    if (!found) {
      const hint = suggest(target, [...flows.keys()]);
      return [`\`${target}.${attribute}\` leads nowhere: there is no flow \`${target}\`${hint ? ` (${hint})` : ''}`];
    }
    if (!found.isValid || listensAt(application.names, found.spec, attribute) !== undefined) return [];
    return [`\`${target}.${attribute}\` leads nowhere: ${whyNot(application, found)}`];
  });
}

function whyNot({ environment }: Application, { node, kind, spec }: Flow): string {
  if (spec.kind === 'disabled') return `\`${node.id}\` does not exist in ${environment.name}`;
  if (isReachable(spec)) return `\`${node.id}\` has no such port`;
  return `\`${node.id}\` is a ${kind}, which listens on no port`;
}

/** Flows that are named by their ids alone: in `before`, and as neighbours. */
function unknownFlows({ spec }: Flow, flows: Flows): { message: string; hint?: string | undefined }[] {
  if (!isWorkload(spec)) return [];
  const { near = [], apart = [] } = spec.placement ?? {};
  const before = spec.kind === 'job' ? (spec.before ?? []) : [];
  const named = [...before, ...[...near, ...apart].flatMap(({ flow }) => flow ?? [])].map(String);
  return named
    .filter((id) => !flows.has(id))
    .map((id) => ({ message: `there is no flow \`${id}\``, hint: suggest(id, [...flows.keys()]) }));
}

function nameIssues(application: Application, { kind, node, spec }: Flow): string[] {
  const hasService = objectNames(kind).includes('service');
  const problem = nameProblem(objectName(application.names, node.id), hasService, suffixed(spec));
  return problem ? [problem] : [];
}

/** Where Kubernetes, or towpath, appends to the name. */
function suffixed(spec: FlowSpec): Parameters<typeof nameProblem>[2] {
  if (spec.kind === 'schedule') return 'cronJob';
  if (runsBeforeOthers(spec)) return 'jobByContent';
  return isStateful(spec) ? 'statefulSet' : 'plain';
}

function labelIssues(application: Application, flow: Flow): [string, string][] {
  const reserved = reservedLabels(application.names);
  return ['labels', 'podLabels'].flatMap((property) => {
    const said = valueAt(flow.spec, [property]);
    const keys = isMap(said) ? Object.keys(said) : [];
    return keys.filter((key) => reserved.includes(key)).map((key): [string, string] => [property, key]);
  });
}

function issue<Code extends Issue['code']>(
  code: Code,
  message: string,
): { code: Code; severity: 'error'; message: string } {
  return { code, severity: 'error', message };
}
