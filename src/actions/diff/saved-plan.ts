import { keyOf, refOf } from '../../cluster/object-ref';
import { sha256Of } from '../../data/sha256';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import { isWithAutoscaler } from '../../release/plan/conflict';
import type { Plan } from '../../release/plan/plan';
import type { LiveDiff, LiveField, ObjectDiff } from './live';

/** The largest number of problems of a saved plan that are reported, because a file can hold anything. */
export const mostProblems = 20;

/** A diff with the environment and the server that it is about. */
interface PlacedDiff extends LiveDiff {
  readonly environment: string;
  readonly cluster: { readonly server: string };
}

/** All that a diff shows of one object. A hash stands for the content of a whole object. */
type SavedObject = Omit<ObjectDiff, 'before' | 'after'> & { readonly content?: string };

/** A plan as a file: what was reviewed. It is compared with the plan of a deploy, and never carried out itself. */
export interface SavedPlan {
  readonly version: 1;
  readonly environment: string;
  /** The address of the API server. */
  readonly server: string;
  /** The newest release of each application; 0 if there is none. */
  readonly releases: Readonly<Record<string, number>>;
  readonly objects: readonly SavedObject[];
}

/**
 * The plan that a file holds. Status, versions of objects and the replicas that an autoscaler sets are not in it.
 *
 * @throws TowpathError `plan-not-savable` with each Secret whose content the application sets: a diff does not show the
 *   content, so nobody can have reviewed it
 */
export function savedPlan(diff: PlacedDiff, plans: readonly Plan[]): SavedPlan {
  const secrets = plans.flatMap(({ objects }) => objects.filter(({ applied }) => hasContent(applied)));
  if (secrets.length > 0) throw new TowpathError(secrets.map(({ applied }) => notSavable(applied.metadata.name)));
  return planOf(diff, plans);
}

/** A plan as a deploy compares it with a saved one. Unlike `savedPlan`, this function accepts Secrets. */
export function planOf({ environment, cluster: { server }, objects }: PlacedDiff, plans: readonly Plan[]): SavedPlan {
  const scaled = new Set(
    plans.flatMap((plan) =>
      plan.objects
        .filter(({ endsAutoscaling, conflicts }) => endsAutoscaling || conflicts.some(isWithAutoscaler))
        .map(({ applied }) => keyOf(refOf(applied))),
    ),
  );
  const releases = plans.map(({ desired, state }) => [desired.application, state.releases[0]?.revision ?? 0]);
  const plan = {
    version: 1 as const,
    environment,
    server,
    releases: Object.fromEntries(releases),
    objects: objects.map((object) => saved(object, scaled.has(keyOf(object)))).sort(byName),
  };
  // The same as after it was written to a file and read again.
  return JSON.parse(JSON.stringify(plan)) as SavedPlan;
}

function saved({ before: _, after, ...object }: ObjectDiff, isScaled: boolean): SavedObject {
  const fields = object.fields.map((field) =>
    isScaled && field.path === 'spec.replicas' ? withoutFrom(field) : field,
  );
  const content = object.change === 'added' ? { content: hashOf(after) } : {};
  return { ...object, fields, ...content };
}

function withoutFrom({ from: _, ...field }: LiveField): LiveField {
  return field;
}

function hashOf(value: unknown): string {
  return sha256Of(JSON.stringify(value));
}

function byName(a: SavedObject, b: SavedObject): number {
  return labelOf(a) < labelOf(b) ? -1 : 1;
}

function hasContent(object: object): boolean {
  const { kind, data, stringData } = object as { kind?: unknown; data?: object; stringData?: object };
  return kind === 'Secret' && Object.keys({ ...data, ...stringData }).length > 0;
}

function notSavable(name: string): Issue {
  const message = `the application sets the content of Secret/${name}, which a plan does not show`;
  const hint = 'create the Secret outside of the application and refer to it, or deploy without a saved plan';
  return errorIssue('plan-not-savable', message, { hint });
}

/** Identifies an object in a plan, to look it up, and names it in messages. */
export function labelOf({ application, apiVersion, kind, namespace = '', name }: SavedObject): string {
  return [application, [apiVersion, kind, namespace, name].join('/')].join(' ');
}
