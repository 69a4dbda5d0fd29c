import type { ComponentResourceOptions, CustomResourceOptions } from '@pulumi/pulumi';
import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import { isMap } from '../../data/merge';
import { runsBeforeOthers } from '../../model/flow-spec';

/** What is said of a component and meant for everything in it, but does not reach it by itself. */
export type Inherited = Pick<ComponentResourceOptions, 'protect' | 'retainOnDelete' | 'ignoreChanges'>;

/** How Pulumi is to treat each object of an application. */
export function resourceOptions(
  { model, objects }: Pick<ApplicationAssembly, 'model' | 'objects'>,
  { protect, retainOnDelete, ignoreChanges = [] }: Inherited = {},
): (object: AssembledObject) => CustomResourceOptions {
  const autoscaled = new Set(objects.flatMap(({ manifest: { spec } }) => scaledBy(spec)));
  const once = new Set(model.flows.filter(({ spec }) => runsBeforeOthers(spec)).map(({ id }) => id));
  return ({ flow, manifest: { kind, metadata } }) => {
    // With a disk goes the data, and another class or a smaller size replaces a disk.
    const isProtected = protect ?? (kind === 'PersistentVolumeClaim' ? true : undefined);
    const ignored = [...ignoreChanges, ...(autoscaled.has(`${kind} ${metadata.name}`) ? ['spec.replicas'] : [])];
    return {
      // There can be no second object of the name, except for a job that is named by its content.
      deleteBeforeReplace: !(kind === 'Job' && flow !== undefined && once.has(flow)),
      ...(isProtected !== undefined && { protect: isProtected }),
      ...(retainOnDelete !== undefined && { retainOnDelete }),
      ...(ignored.length > 0 && { ignoreChanges: ignored }),
    };
  };
}

/** What an autoscaler decides the number of pods of. */
function scaledBy(spec: unknown): string[] {
  const target = isMap(spec) ? spec.scaleTargetRef : undefined;
  return isMap(target) ? [`${target.kind} ${target.name}`] : [];
}
