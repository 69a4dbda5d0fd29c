import { groupBy } from '../data/group-by';
import { versionText } from '../model/image-version';
import { isUsualBranch, type KnownHistory } from './known-history';
import { compareTags, type Version, versionOf } from './version';

/** A version that runs in an environment, and that an earlier environment never had. */
export interface Hotfix {
  readonly application: string;
  readonly flow: string;
  /** The environment where the version runs. */
  readonly environment: string;
  readonly version: string;
  /** The earlier environments that lack the version. */
  readonly lacking: readonly string[];
}

/** A flow with a version in an environment. */
export interface PlacedVersion extends Version {
  readonly application: string;
  readonly flow: string;
  readonly environment: string;
}

/** What is known of the versions of environments. */
export interface KnownVersions {
  /** The versions that run. */
  readonly running: readonly PlacedVersion[];
  /** The versions of all stored releases. */
  readonly released: readonly PlacedVersion[];
  /** Whether all releases of an application in an environment are stored, from the first one on. */
  readonly isWhole: (application: string, environment: string) => boolean;
}

/**
 * The versions that run in an environment and were never in an environment before it. An earlier environment does not
 * count as lacking a version
 * - if not all of its releases are stored, or the tag of a branch was deployed there: it may have had the version,
 * - if the version is older than every version that it had, or
 * - if git knows that the version that runs there now contains the version.
 *
 * @param sources the environments that each environment promotes from
 */
export function hotfixes(
  sources: ReadonlyMap<string, readonly string[]>,
  { running, released, isWhole }: KnownVersions,
  history: Pick<KnownHistory, 'isOlder'>,
): Hotfix[] {
  const keyOf = ({ application, flow, environment }: PlacedVersion) => JSON.stringify([environment, application, flow]);
  const had = groupBy([...released, ...running], keyOf);
  const now = groupBy(running, keyOf);
  return running.flatMap((one): Hotfix[] => {
    if (one.tag === undefined && one.digest === undefined) return [];
    const lacking = earlierThan(one.environment, sources).filter((environment) => {
      const place = keyOf({ ...one, environment });
      const known = had.get(place);
      if (!known || !isWhole(one.application, environment)) return false;
      if (known.some((version) => isUsualBranch(version.tag ?? '') || isSame(one, version))) return false;
      if (known.every(({ tag }) => isBefore(one.tag, tag))) return false;
      return !(now.get(place) ?? []).some(({ tag }) => isContained(one.tag, tag, history));
    });
    const { application, flow, environment } = one;
    return lacking.length === 0 ? [] : [{ application, flow, environment, version: textOf(one), lacking }];
  });
}

/** Whether a version is older by its numbers. What is older than all stored releases may have been there before them. */
function isBefore(tag: string | undefined, other: string | undefined): boolean {
  return tag !== undefined && other !== undefined && (compareTags(tag, other) ?? 0) < 0;
}

function isContained(tag: string | undefined, inTag: string | undefined, history: Pick<KnownHistory, 'isOlder'>) {
  return tag !== undefined && inTag !== undefined && history.isOlder(tag, inTag) === true;
}

/** Whether two places have the same version: the same tag, or the same digest. */
function isSame(one: Version, other: Version): boolean {
  if (one.tag !== undefined && one.tag === other.tag) return true;
  return one.digest !== undefined && one.digest === other.digest;
}

function textOf(version: Version): string {
  return version.tag ?? versionText(versionOf(version));
}

/** The environments that an environment promotes from, and those before them. */
function earlierThan(environment: string, sources: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const open = [...(sources.get(environment) ?? [])];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (found.has(next) || next === environment) continue;
    found.add(next);
    open.push(...(sources.get(next) ?? []));
  }
  return [...found];
}
