import type { KubernetesObject } from '../../assembly/application-assembly';
import { isDownWhileReplaced } from '../../promotion/downtime';
import { type AssemblyFile, objectsOf } from '../diff/assembly-objects';
import type { ObjectChange } from '../diff/change';

/** What a deploy of changed objects does to the flows of the target, as `application/flow`. */
export interface Effects {
  /** Flows whose job runs. */
  readonly jobs: readonly string[];
  /** Flows that have no pod while they are replaced. */
  readonly down: readonly string[];
}

/** @param files the new files of the target, at least those that change */
export function effectsOf(changes: readonly ObjectChange[], files: readonly AssemblyFile[]): Effects {
  const objects = new Map(
    [...objectsOf(files).values()].map(({ file, manifest }) => [keyOf(file, manifest), manifest] as const),
  );
  const named = (kept: (change: ObjectChange, manifest: KubernetesObject | undefined) => boolean) => {
    const found = changes.filter(
      (one) => one.change !== 'removed' && kept(one, objects.get(`${one.file} ${one.kind}/${one.name}`)),
    );
    return [...new Set(found.map(({ application, flow, name }) => `${application}/${flow ?? name}`))].sort();
  };
  return {
    jobs: named(({ kind }) => kind === 'Job'),
    down: named(
      (change, manifest) =>
        manifest !== undefined &&
        change.fields.some(({ path }) => path.startsWith('spec.template.')) &&
        isDownWhileReplaced(manifest),
    ),
  };
}

function keyOf(file: string, { kind, metadata }: KubernetesObject): string {
  return `${file} ${kind}/${metadata.name}`;
}
