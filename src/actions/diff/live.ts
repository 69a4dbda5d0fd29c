import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject, ObjectRef } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import { differences } from '../../data/differences';
import { distinctIssues, formatPath, type Issue } from '../../diagnostics';
import { driftOf } from '../../release/drift/drift';
import { withoutServerFields } from '../../release/plan/comparable';
import type { Conflict } from '../../release/plan/conflict';
import { maskSecrets } from '../../release/plan/mask-secrets';
import type { Plan } from '../../release/plan/plan';
import type { PlannedObject } from '../../release/plan/plan-object';
import type { Pruned } from '../../release/plan/prune';

/**
 * `kept`: no longer declared, and not deleted. `rerun`: the object is deleted and created again. `refused`: the server
 * does not accept the object, so a deploy would stop.
 */
export type LiveChange = 'added' | 'changed' | 'rerun' | 'pruned' | 'kept' | 'refused';

/** A field that a deploy would change. The content of Secrets is masked. */
export interface LiveField {
  /** The path, with entries of lists by name: `spec.template.spec.containers.api.image`. */
  readonly path: string;
  /** Absent if the field is added. */
  readonly from?: unknown;
  /** Absent if the field is removed. */
  readonly to?: unknown;
}

/** What a deploy would do with one object. */
export interface ObjectDiff extends ObjectRef {
  readonly application: string;
  readonly flow?: string;
  readonly change: LiveChange;
  /** Why the object is kept. */
  readonly keeps?: string;
  /** Why the object is refused, in the server's words. */
  readonly reasons?: readonly string[];
  /**
   * The changed fields. Empty if the whole object is created or deleted. Of a refused object, the declared fields that
   * differ from the live ones.
   */
  readonly fields: readonly LiveField[];
  /** Fields that other managers own with other values. A deploy would stop at them. */
  readonly conflicts: readonly Conflict[];
  /** Tools that have deployed the object so far. */
  readonly writtenBy: readonly string[];
  /** Whether towpath would take over the fields of these tools. */
  readonly takenOver: boolean;
  /**
   * The whole object before and after, for a comparison as text. The content of Secrets is masked. Both are absent for
   * an object that stays, runs again unchanged or is refused.
   */
  readonly before?: KubernetesObject;
  readonly after?: KubernetesObject;
}

/** What a deploy would change in a cluster, as plain data without the content of Secrets. */
export interface LiveDiff {
  readonly objects: readonly ObjectDiff[];
  /** What prevents the deploy, apart from conflicts. */
  readonly issues: readonly Issue[];
}

export function liveDiff(plans: readonly Plan[]): LiveDiff {
  return {
    objects: unique(
      plans.flatMap(({ desired: { application }, objects, prunes }) => [
        ...objects.flatMap((object) => plannedDiff(application, object)),
        ...prunes.map((object) => prunedDiff(application, object)),
      ]),
    ),
    issues: distinctIssues(plans.flatMap(({ issues }) => issues)),
  };
}

function plannedDiff(application: string, planned: PlannedObject): ObjectDiff[] {
  const { action, flow, applied, live, becomes, differences: found, conflicts, tools, takesOver, issues } = planned;
  const change = changes[action];
  if (change === undefined) return [];
  // Of a new object only the declared fields are shown, without the server's defaults.
  const wanted = change === 'added' ? applied : becomes;
  const hasSides = change !== 'refused' && !(change === 'rerun' && found.length === 0);
  const [before, after] = hasSides ? sides(live, wanted) : [];
  return [
    {
      application,
      ...(flow !== undefined && { flow }),
      ...refOf(applied),
      change,
      ...(change === 'refused' && { reasons: issues.map(({ message }) => message) }),
      fields:
        change === 'refused'
          ? refusedFields(live, applied)
          : change !== 'added' && before && after
            ? differences(before, after).map(fieldOf)
            : [],
      conflicts,
      writtenBy: tools,
      takenOver: takesOver,
      ...(before && { before }),
      ...(after && { after }),
    },
  ];
}

const changes: Readonly<Record<PlannedObject['action'], LiveChange | undefined>> = {
  create: 'added',
  update: 'changed',
  rerun: 'rerun',
  none: undefined,
  done: undefined,
  refused: 'refused',
};

/** The declared fields that differ from the live ones. The server has not said what it would make of the others. */
function refusedFields(live: LiveObject | undefined, applied: KubernetesObject): LiveField[] {
  const [before, after] = sides(live, applied);
  if (!before || !after) return [];
  return driftOf(after, before as LiveObject, false).map(({ path, live: from, released: to }) => ({
    path,
    ...(from !== undefined && { from }),
    to,
  }));
}

function prunedDiff(application: string, { live, keeps }: Pruned): ObjectDiff {
  const named = { application, ...refOf(live), fields: [], conflicts: [], writtenBy: [], takenOver: false };
  if (keeps !== undefined) return { ...named, change: 'kept', keeps };
  const [before] = sides(live, undefined);
  return { ...named, change: 'pruned', ...(before && { before }) };
}

function sides(live: LiveObject | undefined, wanted: KubernetesObject | undefined) {
  return maskSecrets(live && withoutServerFields(live), wanted && withoutServerFields(wanted));
}

/** A difference as a diff shows it. */
export function fieldOf({ path, from, to }: ReturnType<typeof differences>[number]): LiveField {
  return { path: formatPath(path), ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** An object that several applications bring, such as their namespace, is shown once. */
function unique(objects: readonly ObjectDiff[]): ObjectDiff[] {
  const found = new Map<string, ObjectDiff>();
  for (const object of objects) if (!found.has(keyOf(object))) found.set(keyOf(object), object);
  return [...found.values()];
}
