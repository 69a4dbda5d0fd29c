import type { Issue } from '../../../diagnostics';
import { workloadKinds } from '../../../kubernetes/kinds';
import { namesIn } from './names-in';
import {
  changedField,
  plannedNamespace,
  serviceOf,
  type WrittenApplication,
  type WrittenObject,
  writtenNamespace,
} from './written-object';

interface Reference {
  readonly by: string;
  readonly kind: string;
  readonly name: string;
  /** The namespace that the object had before overrides and patches. */
  readonly planned: string;
  readonly written: string;
  /** The object that has the reference. Absent if the reference is in a ConfigMap that is not written. */
  readonly from?: WrittenObject | undefined;
}

/**
 * Reports objects whose kind, name or namespace an override or a patch changed, so that a reference to them leads to no
 * object.
 */
export function lostNames(application: WrittenApplication): Issue[] {
  const { objects, namespace } = application;
  const built = new Map(
    objects.flatMap((object) => {
      const { planned } = object;
      if (!planned) return [];
      return [[identity(planned.kind, planned.metadata.name, plannedNamespace(object, namespace)), object] as const];
    }),
  );
  const written = new Set(
    objects.map((object) =>
      identity(object.manifest.kind, object.manifest.metadata.name, writtenNamespace(object, namespace)),
    ),
  );
  return referencesOf(application).flatMap(({ by, kind, name, planned, written: place, from }): Issue[] => {
    const target = built.get(identity(kind, name, planned));
    if (!target || written.has(identity(kind, name, place))) return [];
    return [lostName(by, target, from, namespace)];
  });
}

function referencesOf(application: WrittenApplication): Reference[] {
  const { objects, byFlow, namespace, edges } = application;
  const inObjects = objects.flatMap((from) =>
    namesIn(from.manifest).map(({ kind, name, namespace: place }): Reference => {
      const planned = place ?? plannedNamespace(from, namespace);
      return { by: from.path, kind, name, planned, written: place ?? writtenNamespace(from, namespace), from };
    }),
  );
  const inFlows = edges.flatMap(({ path, flow, to }): Reference[] => {
    const name = serviceOf(application, to)?.planned?.metadata.name;
    const from = flow === undefined ? undefined : byFlow.get(flow)?.find(isWorkload);
    if (name === undefined) return [];
    const written = from ? writtenNamespace(from, namespace) : namespace;
    return [{ by: path, kind: 'Service', name, planned: namespace, written, from }];
  });
  return [...inObjects, ...inFlows];
}

function isWorkload({ planned }: WrittenObject): boolean {
  return workloadKinds.some(({ kind }) => kind === planned?.kind);
}

function lostName(by: string, target: WrittenObject, from: WrittenObject | undefined, namespace: string): Issue {
  const { kind, metadata } = target.planned as NonNullable<WrittenObject['planned']>;
  const known = `\`${by}\` refers to the ${kind} \`${metadata.name}\``;
  if (target.manifest.kind !== kind) {
    const message = `${known}, but an override or a patch changes its kind to ${target.manifest.kind}`;
    return changedField(target, 'kind', message, 'declare an object of another kind as a construct');
  }
  if (target.manifest.metadata.name !== metadata.name) {
    const message = `${known}, but an override or a patch changes its name to \`${target.manifest.metadata.name}\``;
    return changedField(target, 'metadata.name', message, 'set the name in `naming.objects`, which references follow');
  }
  const moved = writtenNamespace(target, namespace) === plannedNamespace(target, namespace) && from ? from : target;
  const message = `${known}, but an override or a patch moves \`${moved.path}\` to the namespace \`${moved.manifest.metadata.namespace}\``;
  const hint = 'set `namespace` of the application in the environment, or move both objects';
  return changedField(moved, 'metadata.namespace', message, hint);
}

function identity(kind: string, name: string, namespace: string): string {
  return JSON.stringify([kind, name, namespace]);
}
