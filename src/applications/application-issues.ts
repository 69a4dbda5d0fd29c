import { isMap, valueAt } from '../data/merge';
import { type Issue, suggest, type ValuePath } from '../diagnostics';
import { locateIn } from '../environments/environment';
import { edgesOf } from '../model/edges';
import { isReachable, isWorkload } from '../model/flow-spec';
import type { BuiltImage } from '../model/image';
import { isListening } from '../model/listening';
import { pathsOf, routesOf } from '../model/routes';
import type { DeclaredApplication, DeclaredFlow } from './declared';
import { jobCycles, waitCycles } from './flow-order';

interface CheckedApplication extends DeclaredApplication {
  readonly images: readonly BuiltImage[];
  readonly parts: { readonly names: Readonly<Record<'secrets' | 'configs' | 'volumes', readonly string[]>> };
}

/** Returns the problems that can be found only after all flows are declared. */
export function applicationIssues(application: CheckedApplication): Issue[] {
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
    ...jobCycles(flows).map((way) => ({
      ...issue('jobs-in-circle', `jobs run before each other in a cycle: ${way.join(' → ')}`),
      path: `${application.node.id}.${way[0]}.before`,
    })),
    ...waitCycles(flows).map((way) => ({
      ...issue('services-in-circle', `flows wait for each other in a cycle: ${way.join(' → ')}`),
      hint: 'remove one of them from a `waitFor`, because at first none of them accepts connections',
      path: `${application.node.id}.${way[0]}.waitFor`,
    })),
    ...flows.filter((flow) => flow.isValid).flatMap((flow) => flowIssues(application, flow, byId)),
  ];
}

type Flows = ReadonlyMap<string, DeclaredFlow>;

function flowIssues(application: CheckedApplication, flow: DeclaredFlow, flows: Flows): Issue[] {
  const path = `${application.node.id}.${flow.node.id}`;
  return [
    ...deadReferences(application, flow, flows).map((message) => ({ ...issue('reference-unresolved', message), path })),
    ...externalRoutes(application, flow, flows).map((message) => ({ ...issue('reference-unresolved', message), path })),
    ...unknownFlows(flow, flows).map(({ hint, message }) => ({
      ...issue('unknown-flow', message),
      ...(hint && { hint }),
      path,
    })),
  ];
}

type Table = 'flows' | 'images' | 'secrets' | 'configs' | 'volumes';

const nounOf: Readonly<Record<Table, string>> = {
  flows: 'flow',
  images: 'image',
  secrets: 'Secret',
  configs: 'ConfigMap',
  volumes: 'shared volume',
};

/** Reports the entries of an environment's table (`flows`, `images`, …) that the application does not declare. */
function unknownEntries({ environment, node }: CheckedApplication, what: Table, known: readonly string[]): Issue[] {
  const path: ValuePath = ['apps', node.id, what];
  const values = valueAt(environment.props, path);
  if (!isMap(values)) return [];
  const names = new Set(known);
  const code = what === 'flows' ? 'unknown-flow' : what === 'images' ? 'unknown-image' : 'unknown-entry';
  return Object.keys(values)
    .filter((name) => !names.has(name))
    .map((name) => {
      const location = locateIn(environment, [...path.map(String), name]);
      const hint = suggest(name, known);
      return {
        ...issue(code, `the application \`${node.id}\` has no ${nounOf[what]} \`${name}\``),
        ...(hint && { hint }),
        path: [...path, name].join('.'),
        ...(location && { location }),
      };
    });
}

function deadReferences(application: CheckedApplication, flow: DeclaredFlow, flows: Flows): string[] {
  return edgesOf(flow.spec).flatMap(({ flow: target, attribute }) => {
    const found = flows.get(target);
    if (!found) {
      const hint = suggest(target, [...flows.keys()]);
      return [
        `\`${target}.${attribute}\` cannot be resolved: there is no flow \`${target}\`${hint ? ` (${hint})` : ''}`,
      ];
    }
    if (!found.isValid || isListening(found.spec, attribute)) return [];
    return [`\`${target}.${attribute}\` cannot be resolved: ${whyNot(application, found)}`];
  });
}

function whyNot({ environment }: CheckedApplication, { node, kind, spec }: DeclaredFlow): string {
  if (spec.kind === 'disabled') return `\`${node.id}\` does not exist in \`${environment.name}\``;
  if (isReachable(spec)) return `\`${node.id}\` has no port with that name`;
  return `\`${node.id}\` is a ${kind}, which listens on no port`;
}

/** Returns a message for each path of a route that leads to a flow outside of the cluster. */
function externalRoutes({ environment }: CheckedApplication, { spec }: DeclaredFlow, flows: Flows): string[] {
  if (!isWorkload(spec)) return [];
  const targets = routesOf(spec).flatMap(({ values }) => pathsOf(values).flatMap(({ to }) => to?.host.flow ?? []));
  return [...new Set(targets)]
    .filter((id) => isExternal(flows.get(id)))
    .map((id) => {
      const where = `\`${environment.name}\``;
      return `a route leads to \`${id}\`, which is external in ${where} and so has no Service that a route can lead to`;
    });
}

function isExternal(flow: DeclaredFlow | undefined): boolean {
  return flow?.isValid === true && flow.spec.kind === 'external';
}

/** Returns a message for each flow id in `before`, `placement.near` and `placement.apart` that is not declared. */
function unknownFlows({ spec }: DeclaredFlow, flows: Flows): { message: string; hint?: string | undefined }[] {
  if (!isWorkload(spec)) return [];
  const { near = [], apart = [] } = spec.placement ?? {};
  const before = spec.kind === 'job' ? (spec.before ?? []) : [];
  const named = [...before, ...[...near, ...apart].flatMap(({ flow }) => flow ?? [])].map(String);
  return named
    .filter((id) => !flows.has(id))
    .map((id) => ({ message: `there is no flow \`${id}\``, hint: suggest(id, [...flows.keys()]) }));
}

function issue<Code extends Issue['code']>(
  code: Code,
  message: string,
): { code: Code; severity: 'error'; message: string } {
  return { code, severity: 'error', message };
}
