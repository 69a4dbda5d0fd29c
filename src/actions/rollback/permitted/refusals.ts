import type { KubernetesObject } from '../../../assembly/application-assembly';
import { escapeHidden } from '../../../data/escape-hidden';
import { errorIssue, formatPath, type Issue } from '../../../diagnostics';
import { groupKindOf } from '../../../kubernetes/api-version';
import { quoteValue } from '../../../model/quote-value';
import type { DesiredObject } from '../../../release/desired';
import { withoutServerFields } from '../../../release/plan/comparable';
import { isChange, type PlannedObject } from '../../../release/plan/plan-object';
import { excessFields } from './excess';
import type { ExcessField } from './excess-field';
import { type KnownObjects, referencesFor } from './known-objects';
import { isNamedByContent } from './named-by-content';

/** What a rollback must know of a release's object to decide whether it may be restored. */
type Restorable = Pick<DesiredObject, 'manifest' | 'runsOnce'>;

/**
 * The objects of a release that the application may not have, whatever their content, each with the field that shows
 * it.
 *
 * @param objects with their namespaces
 * @param ran names of jobs that have run, and are not created again
 */
export function unknownObjectIssues(
  objects: readonly Restorable[],
  known: KnownObjects,
  { namespace, ran }: { readonly namespace: string; readonly ran: ReadonlySet<string> },
): Map<Restorable, Issue> {
  const issues = objects.flatMap((object): [Restorable, Issue][] => {
    const { manifest, runsOnce } = object;
    if (manifest.kind === 'Secret') return [[object, unknown(manifest, 'kind', 'a release never contains a Secret')]];
    if (runsOnce !== isNamedByContent(manifest))
      return [
        [
          object,
          unknown(
            manifest,
            'runsOnce',
            '`runsOnce` must be set for a Job whose name contains a hash of its content, and for no other object',
          ),
        ],
      ];
    if (referencesFor(manifest, known).length > 0 || (runsOnce && ran.has(manifest.metadata.name))) return [];
    return [[object, unknownObjectIssue(manifest, known, namespace)]];
  });
  return new Map(issues);
}

/**
 * The fields of objects that go beyond everything that is known under their names. What the workspace or a commit
 * declares is compared as written; a live object is compared with the result of a dry run. An object that does not
 * change is not checked.
 */
export function excessIssues(planned: readonly PlannedObject[], known: KnownObjects, namespace: string): Issue[] {
  return planned.filter(isChange).flatMap(({ manifest, becomes }): Issue[] => {
    const expected = referencesFor(manifest, { ...known, live: [] }).map((reference) =>
      excessFields(manifest, reference),
    );
    const fromCluster = becomes
      ? referencesFor(manifest, { declared: [], committed: [], live: known.live })
          // A cluster-scoped object belongs to no set, so a live one does not prove that it is this application's.
          .filter(({ metadata }) => metadata.namespace !== undefined)
          .map((reference) => excessFields(served(becomes, manifest), served(reference, manifest)))
      : [];
    const [closest] = [...expected, ...fromCluster].sort((a, b) => a.length - b.length);
    if (!closest) return [unknownObjectIssue(manifest, known, namespace)];
    return closest.slice(0, mostShown).map((one) => beyond(manifest, one));
  });
}

/**
 * A live object. Its status counts only if the release sets one, because a custom kind may store it as an ordinary
 * field.
 */
function served(object: KubernetesObject, { status }: KubernetesObject): KubernetesObject {
  return status === undefined ? withoutServerFields(object) : { ...withoutServerFields(object), status: object.status };
}

/** An object can differ in every field; the first ones are enough. */
const mostShown = 10;

/** Why an object is unknown: its namespace, its kind, or its name. */
function unknownObjectIssue(
  manifest: KubernetesObject,
  { declared, committed, live }: KnownObjects,
  namespace: string,
): Issue {
  const others = [...declared, ...committed, ...live];
  const { kind, metadata } = manifest;
  const places = new Set([namespace, ...others.map((one) => one.metadata.namespace)]);
  if (metadata.namespace !== undefined && !places.has(metadata.namespace))
    return unknown(
      manifest,
      'metadata.namespace',
      `found ${quoteValue(metadata.namespace)}; the application is in the namespace \`${namespace}\``,
    );
  if (!others.some((one) => groupKindOf(one) === groupKindOf(manifest)))
    return unknown(manifest, 'kind', `found ${quoteValue(kind)}; the application has no object of this kind`);
  return unknown(
    manifest,
    'metadata.name',
    `found ${quoteValue(metadata.name)}; the application has no ${kind} with this name`,
  );
}

function unknown(manifest: KubernetesObject, field: string, problem: string): Issue {
  return issue('release-object-unknown', manifest, field, problem);
}

function beyond(manifest: KubernetesObject, { path, found, expected }: ExcessField): Issue {
  const [is, should] = [found, expected].map((value) => (value === undefined ? 'nothing' : quoteValue(value)));
  return issue('release-exceeds-rights', manifest, formatPath(path), `found ${is}; expected ${should}`);
}

function issue(code: Issue['code'], { kind, metadata }: KubernetesObject, field: string, problem: string): Issue {
  const { name, namespace } = metadata;
  const place = namespace === undefined ? '' : ` in the namespace \`${namespace}\``;
  return errorIssue(code, escapeHidden(`${kind}/${name}${place}: ${problem}`), { path: escapeHidden(field) });
}
