import type { KubernetesObject } from 'towpath/testing';
import { valueAt } from '../../../src/data/merge';

type Steps = readonly string[];

/**
 * Fields by which an object finds its pods or its disks, and which the API server takes once: a change of
 * one would leave pods behind or be refused.
 */
const fields: Readonly<Record<string, readonly Steps[]>> = {
  Deployment: [['spec', 'selector']],
  StatefulSet: [
    ['spec', 'selector'],
    ['spec', 'serviceName'],
    ['spec', 'podManagementPolicy'],
  ],
  Service: [['spec', 'selector']],
  PodDisruptionBudget: [['spec', 'selector']],
  PersistentVolumeClaim: [['spec', 'accessModes']],
  HorizontalPodAutoscaler: [['spec', 'scaleTargetRef']],
  RoleBinding: [['roleRef'], ['subjects']],
  Job: [
    ['spec', 'selector'],
    ['spec', 'completionMode'],
  ],
};

/** What must not change of an object, by the object's file and the field's path. */
export function lastingFields(objects: Readonly<Record<string, KubernetesObject>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(objects).flatMap(([file, object]) => [
      // A Job may be named by its content.
      ...(object.kind === 'Job' ? [] : [[`${file} metadata.name`, object.metadata.name]]),
      ...(fields[object.kind] ?? []).map((path) => [`${file} ${path.join('.')}`, valueAt(object, path)]),
      ...(object.kind === 'StatefulSet' ? [[`${file} spec.volumeClaimTemplates`, templatesOf(object)]] : []),
    ]),
  );
}

/** Of the disks of a StatefulSet, what no environment decides: not how large they are, nor of which class. */
function templatesOf(object: KubernetesObject): unknown {
  const templates = (valueAt(object, ['spec', 'volumeClaimTemplates']) ?? []) as {
    metadata: { name: string; labels: object };
    spec: { accessModes: readonly string[] };
  }[];
  return templates.map(({ metadata, spec }) => ({ metadata, accessModes: spec.accessModes }));
}
