import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import { differences } from '../../data/differences';
import { issueError } from '../../diagnostics';
import { maskSecrets } from '../../release/plan/mask-secrets';
import { checkOptions } from '../../workspace/check-options';
import type { FindDeploymentsOptions } from '../deployments/clusters';
import { type ReleaseDetails, releaseDetails } from '../history/release-details';
import type { EnvironmentDiff } from './diff-live';
import { fieldOf, type ObjectDiff } from './live';

export interface DiffReleasesOptions extends Omit<FindDeploymentsOptions, 'environments'> {
  readonly environment: string;
  /** Names of applications. @default all that have both releases */
  readonly only?: readonly string[] | undefined;
  /** The number of the release to compare with. */
  readonly from: number;
  readonly to: number;
}

/**
 * Compares two releases that the cluster stores: `towpath diff -e ENV --revision A..B`. An object that the second one no
 * longer has is `pruned`. Releases contain no Secrets.
 *
 * @throws TowpathError `release-unknown` if a release or its objects are not stored
 */
export async function diffReleases(options: DiffReleasesOptions): Promise<EnvironmentDiff> {
  checkOptions(options, ['environment', 'from', 'to']);
  const { from, to, ...others } = options;
  const { cluster, releases, issues } = await releaseDetails({ ...others, revisions: [from, to] });
  const objects = releases.flatMap(([before, after]) =>
    changesBetween(before as ReleaseDetails, after as ReleaseDetails),
  );
  return { environment: options.environment, cluster, objects, issues: [], warnings: issues };
}

function changesBetween(before: ReleaseDetails, after: ReleaseDetails): ObjectDiff[] {
  const [old, now] = [before, after].map(objectsOf) as [Objects, Objects];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => changeOf(after.release.application, old.get(key), now.get(key)));
}

interface Entry {
  readonly flow?: string;
  readonly manifest: KubernetesObject;
}

type Objects = ReadonlyMap<string, Entry>;

function objectsOf({ release, objects }: ReleaseDetails): Objects {
  if (objects) return new Map(objects.map((one) => [keyOf(refOf(one.manifest as LiveObject)), one]));
  const message = `the objects of release ${release.revision} of \`${release.application}\` are not stored`;
  const hint =
    'compare other releases; the deploy of this one was stopped early, or its objects were too large to be stored';
  throw issueError('release-unknown', message, { hint });
}

function changeOf(application: string, old: Entry | undefined, now: Entry | undefined): ObjectDiff[] {
  const [before, after] = maskSecrets(old?.manifest, now?.manifest);
  const fields = before && after ? differences(before, after) : [];
  const object = (after ?? before) as KubernetesObject;
  const change = !before ? 'added' : !after ? 'pruned' : 'changed';
  if (change === 'changed' && fields.length === 0) return [];
  const flow = (now ?? old)?.flow;
  return [
    {
      application,
      ...(flow !== undefined && { flow }),
      ...refOf(object as LiveObject),
      change,
      fields: fields.map(fieldOf),
      conflicts: [],
      writtenBy: [],
      takenOver: false,
      ...(before && { before }),
      ...(after && { after }),
    },
  ];
}
