import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject, ObjectRef } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import { differences } from '../../data/differences';
import { formatPath, type Issue } from '../../diagnostics';
import { withoutServerFields } from '../../release/plan/comparable';
import type { Conflict } from '../../release/plan/conflict';
import { maskSecrets } from '../../release/plan/mask-secrets';
import type { Plan } from '../../release/plan/plan';
import type { PlannedObject } from '../../release/plan/plan-object';
import type { Pruned } from '../../release/plan/prune';

/** `kept`: no longer declared, and left all the same. `rerun`: a job that failed is deleted and made anew. */
export type LiveChange = 'added' | 'changed' | 'rerun' | 'pruned' | 'kept';

/** A field that a deploy would change. Content of Secrets is masked. */
export interface LiveField {
  /** `spec.template.spec.containers.api.image`: entries of lists by their names. */
  readonly path: string;
  /** Absent where the field is new. */
  readonly from?: unknown;
  /** Absent where the field goes. */
  readonly to?: unknown;
}

/** What a deploy would do with one object of the cluster. */
export interface ObjectDiff extends ObjectRef {
  readonly application: string;
  readonly flow?: string;
  readonly change: LiveChange;
  /** Why an object is kept. */
  readonly keeps?: string;
  /** The fields that change; none where the whole object comes or goes. */
  readonly fields: readonly LiveField[];
  /** Fields that others own with other values: a deploy stops at them. */
  readonly conflicts: readonly Conflict[];
  /** Tools that deployed the object until now. */
  readonly writtenBy: readonly string[];
  /** Whether what these tools own becomes towpath's. */
  readonly takenOver: boolean;
  /**
   * The whole object as it is, and as it would be, for whoever compares texts. Content of Secrets is masked. Neither
   * for what stays, or runs anew, as it is.
   */
  readonly before?: KubernetesObject;
  readonly after?: KubernetesObject;
}

/** What a deploy would change in a cluster: plain data, in which there is nothing of a Secret's content. */
export interface LiveDiff {
  readonly objects: readonly ObjectDiff[];
  /** What stands in the way of a deploy, conflicts apart. */
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
    issues: plans.flatMap(({ issues }) => issues),
  };
}

function plannedDiff(application: string, planned: PlannedObject): ObjectDiff[] {
  const { action, flow, applied, live, becomes, conflicts, tools, takesOver } = planned;
  const change = changes[action];
  if (change === undefined) return [];
  // Of what is new, what we declare: the server's defaults are nobody's.
  const wanted = change === 'changed' ? becomes : applied;
  const [before, after] = change === 'rerun' ? [] : sides(live, wanted);
  return [
    {
      application,
      ...(flow !== undefined && { flow }),
      ...refOf(applied),
      change,
      fields: change === 'changed' && before && after ? differences(before, after).map(fieldOf) : [],
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
};

function prunedDiff(application: string, { live, keeps }: Pruned): ObjectDiff {
  const named = { application, ...refOf(live), fields: [], conflicts: [], writtenBy: [], takenOver: false };
  if (keeps !== undefined) return { ...named, change: 'kept', keeps };
  const [before] = sides(live, undefined);
  return { ...named, change: 'pruned', ...(before && { before }) };
}

function sides(live: LiveObject | undefined, wanted: KubernetesObject | undefined) {
  return maskSecrets(live && withoutServerFields(live), wanted && withoutServerFields(wanted));
}

function fieldOf({ path, from, to }: ReturnType<typeof differences>[number]): LiveField {
  return { path: formatPath(path), ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** What several applications bring, such as their namespace, is shown once. */
function unique(objects: readonly ObjectDiff[]): ObjectDiff[] {
  const found = new Map<string, ObjectDiff>();
  for (const object of objects) if (!found.has(keyOf(object))) found.set(keyOf(object), object);
  return [...found.values()];
}
