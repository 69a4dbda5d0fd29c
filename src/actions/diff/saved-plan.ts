import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { textArgument } from '../../applications/arguments';
import { keyOf, refOf } from '../../cluster/object-ref';
import { jsonPlaces, lineAndColumn, NotJson, offsetOf } from '../../data/json-places';
import { sha256Of } from '../../data/sha256';
import { errorIssue, formatPath, type Issue, TowpathError } from '../../diagnostics';
import { check } from '../../model/check';
import { isWithAutoscaler } from '../../release/plan/conflict';
import type { Plan } from '../../release/plan/plan';
import { parsePlainJson } from '../../release/store/plain-json';
import type { LiveDiff, LiveField, ObjectDiff } from './live';

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

/** The largest number of problems to report, and their longest text, because a file can hold anything. */
const [mostShown, longestText] = [20, 300];

const planSchema = z.strictObject({
  version: z.literal(1),
  environment: z.string(),
  server: z.string(),
  releases: z.record(z.string(), z.number()),
  objects: z.array(
    z.looseObject({
      application: z.string(),
      apiVersion: z.string(),
      kind: z.string(),
      namespace: z.string().optional(),
      name: z.string(),
      change: z.string(),
    }),
  ),
});

/**
 * Reads a saved plan. Anybody may have written the file.
 * @throws TowpathError `plan-invalid` with each wrong value
 */
export function parsePlan(file: string, text: string): SavedPlan {
  const json = textArgument(text, `the plan ${textArgument(file, 'the name of a plan')}`).replace(/^\uFEFF/, '');
  const parsed = parsePlainJson(json);
  if ('problem' in parsed) throw new TowpathError([notAPlan(file, parsed.problem, syntaxLocation(json))]);
  const { violations } = check(planSchema, parsed.value);
  if (violations.length === 0) return parsed.value as SavedPlan;
  const places = jsonPlaces(json);
  const issues = violations.slice(0, mostShown).map(({ path, place = path, message }) => {
    const what = path.length === 0 ? message : `\`${formatPath(path)}\`: ${message}`;
    return notAPlan(file, what, lineAndColumn(json, offsetOf(places, place)));
  });
  const rest = violations.length - mostShown;
  throw new TowpathError([...issues, ...(rest > 0 ? [notAPlan(file, `${rest} more values are wrong`)] : [])]);
}

function notAPlan(file: string, problem: string, position?: { readonly line: number; readonly column: number }): Issue {
  const hint = 'write a plan with `towpath diff -e ENV --save FILE`';
  const location = { file, ...position };
  return errorIssue('plan-invalid', `${file} is not a saved plan: ${problem}`, { hint, location });
}

/** Where a text stops being JSON; undefined if it is JSON. */
function syntaxLocation(json: string): { readonly line: number; readonly column: number } | undefined {
  try {
    jsonPlaces(json);
    return undefined;
  } catch (error) {
    if (error instanceof NotJson) return lineAndColumn(json, error.offset);
    throw error;
  }
}

/**
 * Checks that a deploy would do exactly what was reviewed.
 * @throws TowpathError `plan-differs` with each difference
 */
export function assertSamePlan(reviewed: SavedPlan, planned: SavedPlan): void {
  const found = differencesOf(reviewed, planned);
  if (found.length === 0) return;
  const hint = 'nothing was written; review the changes again, and save them with `towpath diff --save`';
  const rest = found.length - mostShown;
  const messages = [...found.slice(0, mostShown), ...(rest > 0 ? [`${rest} more differences`] : [])];
  throw new TowpathError(
    messages.map((message) => errorIssue('plan-differs', message.slice(0, longestText), { hint })),
  );
}

function differencesOf(reviewed: SavedPlan, planned: SavedPlan): string[] {
  const about = (['environment', 'server'] as const).flatMap((key) =>
    reviewed[key] === planned[key] ? [] : [`the saved plan is for the ${key} ${reviewed[key]}, not ${planned[key]}`],
  );
  const applications = [...new Set([...Object.keys(reviewed.releases), ...Object.keys(planned.releases)])].sort();
  const releases = applications.flatMap((name) => {
    const [then, now] = [reviewed, planned].map(({ releases: all }) =>
      Object.hasOwn(all, name) ? all[name] : undefined,
    );
    return then === now
      ? []
      : [`${name}: the newest release was ${then ?? 'not planned'}, and is ${now ?? 'not planned'} now`];
  });
  const [then, now] = [reviewed, planned].map(({ objects }) => new Map(objects.map((one) => [labelOf(one), one])));
  const labels = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  const objects = labels.flatMap((label) => {
    const [old, made] = [then?.get(label), now?.get(label)];
    if (isDeepStrictEqual(old, made)) return [];
    if (!old) return [`${label}: was not in the saved plan, and is ${made?.change} now`];
    if (!made) return [`${label}: was ${old.change} in the saved plan, and does not change now`];
    return [`${label}: changes in another way than in the saved plan`];
  });
  const repeated = reviewed.objects.length === then?.size ? [] : ['the saved plan names an object twice'];
  return [...about, ...releases, ...objects, ...repeated];
}

function labelOf({ application, apiVersion, kind, namespace = '', name }: SavedObject): string {
  return [application, [apiVersion, kind, namespace, name].join('/')].join(' ');
}
