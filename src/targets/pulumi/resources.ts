import { type CustomResource, type CustomResourceOptions, type Input, Resource } from '@pulumi/pulumi';
import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import type { Destination } from './cluster/destination';
import { laterValues, withLaterValues } from './later-values';
import { namespaceName, resourceName } from './names';
import { namespaceOf } from './namespace';
import { dependenciesOf, inDependencyOrder } from './order';
import { resourceClass } from './resource-class';
import { type Inherited, resourceOptions } from './resource-options';

export interface ResourcesOptions extends Inherited {
  /** The component that is the parent of an object. */
  readonly parentOf: (object: AssembledObject) => Resource;
  /** The application's component, the parent of objects that belong to no flow. */
  readonly parent: Resource;
  readonly destination: Destination;
  /** The resources that the component, and everything in it, waits for. */
  readonly dependsOn?: CustomResourceOptions['dependsOn'];
}

/** The objects of an application as typed resources, by path. Each has the name of its path below the application. */
export function makeResources(
  name: string,
  assembly: ApplicationAssembly,
  { parent, parentOf, destination, dependsOn, ...inherited }: ResourcesOptions,
): ReadonlyMap<string, CustomResource> {
  const made = new Map<string, CustomResource>();
  const values = laterValues(assembly);
  const optionsOf = resourceOptions(assembly, inherited);
  const dependencies = dependenciesOf(assembly);
  const { provider, isChecked } = destination;
  // Pulumi registers a resource when it knows the resource's dependencies.
  const whenChecked = (resources: Input<Resource>[]) => isChecked?.then(() => resources) ?? resources;
  const first = given(dependsOn);
  const common = { parent, dependsOn: whenChecked(first), ...(provider && { provider }) };
  const after = [...first, ...makeNamespace(name, assembly, common)];
  for (const object of inDependencyOrder(assembly.objects, dependencies)) {
    const { path, manifest } = object;
    const { construct: Kind } = resourceClass(manifest.apiVersion, manifest.kind);
    const options = {
      parent: parentOf(object),
      dependsOn: whenChecked([...after, ...(dependencies.get(path) ?? []).flatMap((other) => made.get(other) ?? [])]),
      ...(provider && { provider }),
      ...optionsOf(object),
    };
    const resource = new Kind(resourceName(name, path), withLaterValues(manifest, values), options);
    made.set(path, resource);
  }
  return made;
}

/** The dependencies that are known now. For a dependency that is a promise, only the component itself waits. */
function given(dependsOn: CustomResourceOptions['dependsOn']): Input<Resource>[] {
  if (Array.isArray(dependsOn)) return dependsOn;
  return Resource.isInstance(dependsOn) ? [dependsOn] : [];
}

function makeNamespace(name: string, assembly: ApplicationAssembly, options: CustomResourceOptions): Resource[] {
  const namespace = namespaceOf(assembly);
  if (!namespace) return [];
  const { construct: Kind } = resourceClass('v1', namespace.kind);
  return [new Kind(namespaceName(name), namespace.manifest, options)];
}
