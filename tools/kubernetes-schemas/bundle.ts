import type {
  BundledDefinition,
  BundledField,
  BundledType,
  Span,
} from '../../src/targets/kubernetes/validation/bundle';
import { type KubernetesVersion, kubernetesVersions } from '../../src/targets/kubernetes/validation/versions';
import { fieldsOf, isKind, kindOf, leafSchema, shortName } from './definition';
import type { Release } from './release';

/** A type with its definition over all releases. */
interface MergedType extends BundledType {
  readonly definition: BundledDefinition;
}

/** One description of every type over all releases, each field once for as long as it stays the same. */
export function bundle(releases: readonly Release[]): MergedType[] {
  const names = new Set(releases.flatMap(({ definitions }) => Object.keys(definitions)));
  return [...names].sort().flatMap((name) => merged(name, releases));
}

function merged(name: string, releases: readonly Release[]): MergedType[] {
  const found = releases.filter(({ definitions }) => definitions[name]);
  const newest = found.at(-1)?.definitions[name];
  if (!newest) return [];
  const kind = isKind(newest) ? kindOf(newest) : undefined;
  const type = { name: shortName(name), ...(kind && { kind }), ...span(found.map(({ version }) => version)) };
  if (!newest.properties) return [{ ...type, definition: { schema: leafSchema(name, newest) } }];
  const history = new Map<string, [KubernetesVersion, string][]>();
  for (const release of found) {
    for (const [field, schema] of Object.entries(fieldsOf(name, release))) {
      history.set(field, [...(history.get(field) ?? []), [release.version, JSON.stringify(schema)]]);
    }
  }
  const fields = [...history].map(([field, versions]) => [field, variants(versions)] as const);
  return [{ ...type, definition: { fields: Object.fromEntries(fields) } }];
}

/** A field, once for each stretch of versions in which it is the same. */
function variants(versions: readonly (readonly [KubernetesVersion, string])[]): BundledField | BundledField[] {
  const stretches: { text: string; versions: KubernetesVersion[] }[] = [];
  for (const [version, text] of versions) {
    const last = stretches.at(-1);
    if (last?.text === text && isNext(last.versions.at(-1), version)) last.versions.push(version);
    else stretches.push({ text, versions: [version] });
  }
  const all = stretches.map(({ text, versions: own }) => ({ ...JSON.parse(text), ...span(own) }));
  return all.length === 1 ? all[0] : all;
}

function isNext(before: KubernetesVersion | undefined, version: KubernetesVersion): boolean {
  return before !== undefined && kubernetesVersions.indexOf(before) + 1 === kubernetesVersions.indexOf(version);
}

function span(versions: readonly KubernetesVersion[]): Span {
  const [since, until] = [versions[0], versions.at(-1)];
  return {
    ...(since && since !== kubernetesVersions[0] && { since }),
    ...(until && until !== kubernetesVersions.at(-1) && { until }),
  };
}
