import type { ApplicationAssembly } from '../../../assembly/application-assembly';
import { isWorkload } from '../../../model/flow-spec';
import { collectFacts, flowFacts } from '../flow-facts';
import { applicationType, flowName, flowType, namespaceName, pathInside, resourceName } from '../names';
import { namespaceOf } from '../namespace';
import { dependenciesOf, inDependencyOrder } from '../order';
import { resourceClass } from '../resource-class';
import { resourceOptions } from '../resource-options';
import { type CommonManifests, manifestExpression } from './common-manifests';
import { identifiers } from './identifiers';
import { literal } from './literal';

/**
 * The program of one application in one environment. It declares the same resources as `ApplicationComponent`.
 * @param common the fields in `common.ts`, which the program does not repeat
 */
export function environmentProgram(assembly: ApplicationAssembly, common: CommonManifests): string {
  const { application, environment } = assembly;
  const names = namesOf(assembly);
  const statements = [
    `const application = new pulumi.ComponentResource(${literal(applicationType)}, ${literal(application)});`,
    flowStatements(assembly, names).join('\n  '),
    ...providerStatements(assembly),
    ...namespaceStatements(assembly),
    ...objectStatements(assembly, names, common),
    `return ${literal(outputsOf(assembly), '  ')};`,
  ].filter((statement) => statement !== '');
  return `import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { clusterProvider } from '../cluster';
${common.size > 0 ? commonImports : ''}
/** ${application} in ${environment.name}. */
export function deploy() {
  ${statements.join('\n\n  ')}
}
`;
}

const commonImports = `import { common } from '../common';
import { merged } from '../merged';
`;

/** Identifiers in the program: of flows by their ids, and of objects by their paths. */
type Names = ReadonlyMap<string, string>;

function namesOf({ model: { flows }, objects }: ApplicationAssembly): Names {
  const names = identifiers([...flows.map(({ id }) => `${id} flow`), ...objects.map(({ path }) => pathInside(path))]);
  return new Map([
    ...flows.map(({ id }): [string, string] => [id, names.get(`${id} flow`) ?? id]),
    ...objects.map(({ path }): [string, string] => [path, names.get(pathInside(path)) ?? path]),
  ]);
}

function flowStatements({ application, model: { flows } }: ApplicationAssembly, names: Names): string[] {
  return flows
    .filter(({ spec }) => isWorkload(spec))
    .map(({ id }) => {
      const name = literal(flowName(application, id));
      return `const ${names.get(id)} = new pulumi.ComponentResource(${literal(flowType)}, ${name}, {}, { parent: application });`;
    });
}

/** The result of `cluster.ts`, which every object gets. */
function providerStatements(assembly: ApplicationAssembly): string[] {
  const { application, environment, objects } = assembly;
  if (objects.length === 0 && !namespaceOf(assembly)) return [];
  const { context, server } = environment.props.cluster ?? {};
  const claim = literal({ context: context ?? undefined, server: server ?? undefined });
  const parts = [literal(application), literal(environment.name), claim, 'application'];
  return [`const provider = clusterProvider(${parts.join(', ')});`];
}

function namespaceStatements(assembly: ApplicationAssembly): string[] {
  const namespace = namespaceOf(assembly);
  if (!namespace) return [];
  const { expression } = resourceClass('v1', namespace.kind);
  const name = literal(namespaceName(assembly.application));
  return [
    `const namespace = new ${expression}(${name}, ${literal(namespace.manifest, '  ')}, { parent: application, provider });`,
  ];
}

function objectStatements(assembly: ApplicationAssembly, names: Names, common: CommonManifests): string[] {
  const { application, objects } = assembly;
  const dependencies = dependenciesOf(assembly);
  const optionsOf = resourceOptions(assembly);
  const after = namespaceOf(assembly) ? ['namespace'] : [];
  const declared = new Set<string>();
  return inDependencyOrder(objects, dependencies).map((object) => {
    const { path, flow, manifest } = object;
    const needed = (dependencies.get(path) ?? []).filter((other) => declared.has(other));
    declared.add(path);
    const options = [
      `parent: ${(flow !== undefined && names.get(flow)) || 'application'}`,
      'provider',
      ...list('dependsOn', [...after, ...needed.flatMap((other) => names.get(other) ?? [])]),
      ...Object.entries(optionsOf(object)).map(([key, value]) => `${key}: ${literal(value)}`),
    ];
    const { expression } = resourceClass(manifest.apiVersion, manifest.kind);
    const name = literal(resourceName(application, path));
    return `const ${names.get(path)} = new ${expression}(${name}, ${manifestExpression(object, common)}, { ${options.join(', ')} });`;
  });
}

function list(key: string, names: readonly string[]): string[] {
  return names.length > 0 ? [`${key}: [${names.join(', ')}]`] : [];
}

/** The outputs of the stack, which are those of the component. */
function outputsOf(assembly: ApplicationAssembly): object {
  return collectFacts(flowFacts(assembly));
}
