import { suggest } from '../../../diagnostics';
import { groupOf } from '../../../kubernetes/api-version';
import { isWithin } from './builtin';
import { loadBundle, type Span } from './bundle';
import type { ObjectViolation } from './object-violation';
import { removedSince } from './removed-apis';
import { type KubernetesVersion, kubernetesVersions } from './versions';

interface ServedKind extends Span {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Describes why a version of Kubernetes does not serve a kind; undefined for a custom kind. */
export function unservedKind(
  apiVersion: string,
  kind: string,
  version: KubernetesVersion,
): ObjectViolation | undefined {
  const all = servedKinds();
  const group = groupOf(apiVersion);
  const same = all.find((one) => one.apiVersion === apiVersion && one.kind === kind);
  const gone = removedSince(apiVersion, kind) ?? (same && goneSince(same, version));
  if (!gone && !all.some((one) => groupOf(one.apiVersion) === group)) return undefined;
  const name = `kind \`${kind}\` of \`${apiVersion}\``;
  const found = (message: string, hint: string | undefined): ObjectViolation => ({
    code: 'api-not-served',
    severity: 'error',
    path: [gone || same || successor(apiVersion, kind, version) ? 'apiVersion' : 'kind'],
    message,
    ...(hint && { hint }),
  });
  const instead = successor(apiVersion, kind, version);
  const use = instead && `use \`${instead}\``;
  if (gone) {
    const hint = use ?? 'remove the object, because no version of Kubernetes replaces this kind';
    return found(`${name} is not served since Kubernetes ${gone}`, hint);
  }
  if (same)
    return found(`${name} exists since Kubernetes ${same.since}, and objects are checked against ${version}`, use);
  const kinds = all.filter((one) => one.apiVersion === apiVersion && isWithin(version, one)).map((one) => one.kind);
  return found(`Kubernetes ${version} has no ${name}`, use ?? suggest(kind, kinds));
}

/** Whether any version of Kubernetes that is known here has the kind. */
export function isBuiltin(apiVersion: string, kind: string): boolean {
  return servedKinds().some((one) => one.apiVersion === apiVersion && one.kind === kind);
}

function goneSince({ until }: Span, version: KubernetesVersion): string | undefined {
  if (!until || isWithin(version, { until })) return undefined;
  return kubernetesVersions[kubernetesVersions.indexOf(until) + 1];
}

/** The version under which a kind is served now: in its own group if possible, and stable if possible. */
function successor(apiVersion: string, kind: string, version: KubernetesVersion): string | undefined {
  const strange = (one: ServedKind) =>
    (groupOf(one.apiVersion) === groupOf(apiVersion) ? 0 : 2) + (/v\d+$/.test(one.apiVersion) ? 0 : 1);
  return servedKinds()
    .filter((one) => one.kind === kind && isWithin(version, one))
    .sort((a, b) => strange(a) - strange(b) || (a.apiVersion < b.apiVersion ? 1 : -1))[0]?.apiVersion;
}

let kinds: readonly ServedKind[] | undefined;

function servedKinds(): readonly ServedKind[] {
  kinds ??= loadBundle().types.flatMap(({ kind: name, since, until }) => {
    const [apiVersion = '', kind = ''] = name?.split(' ') ?? [];
    return name ? [{ apiVersion, kind, ...(since && { since }), ...(until && { until }) }] : [];
  });
  return kinds;
}
