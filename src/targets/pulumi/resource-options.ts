import type { ComponentResourceOptions, CustomResourceOptions } from '@pulumi/pulumi';
import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import { isMap } from '../../data/merge';
import { runsBeforeOthers } from '../../model/flow-spec';

/** Options of a component that are meant for all resources in it, and that Pulumi does not pass on. */
export type Inherited = Pick<ComponentResourceOptions, 'protect' | 'retainOnDelete' | 'ignoreChanges'>;

/** The options that tell Pulumi how to treat each object of an application. */
export function resourceOptions(
  { model, objects }: Pick<ApplicationAssembly, 'model' | 'objects'>,
  { protect, retainOnDelete, ignoreChanges = [] }: Inherited = {},
): (object: AssembledObject) => CustomResourceOptions {
  const autoscaled = new Set(objects.flatMap(({ manifest: { spec } }) => scaledBy(spec)));
  const once = new Set(model.flows.filter(({ spec }) => runsBeforeOthers(spec)).map(({ id }) => id));
  return ({ flow, manifest: { kind, metadata } }) => {
    // Deleting a disk deletes its data, and another class or a smaller size replaces a disk.
    const isProtected = protect ?? (kind === 'PersistentVolumeClaim' ? true : undefined);
    const ignored = [...ignoreChanges, ...(autoscaled.has(`${kind} ${metadata.name}`) ? ['spec.replicas'] : [])];
    return {
      // Two objects cannot share a name, except a job whose name contains a hash of its content.
      deleteBeforeReplace: !(kind === 'Job' && flow !== undefined && once.has(flow)),
      ...(isProtected !== undefined && { protect: isProtected }),
      ...(retainOnDelete !== undefined && { retainOnDelete }),
      ...(ignored.length > 0 && { ignoreChanges: ignored }),
    };
  };
}

/** The names of the workloads whose replicas an autoscaler sets. */
function scaledBy(spec: unknown): string[] {
  const target = isMap(spec) ? spec.scaleTargetRef : undefined;
  return isMap(target) ? [`${target.kind} ${target.name}`] : [];
}
