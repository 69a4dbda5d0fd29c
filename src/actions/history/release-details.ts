import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { type Issue, issueError, type TowpathError } from '../../diagnostics';
import type { DesiredObject } from '../../release/desired';
import { instanceRefOf } from '../../release/store/instance';
import { readReleasedObjects } from '../../release/store/record';
import { checkOptions } from '../../workspace/check-options';
import { askClusterOf } from '../deployments/ask-cluster';
import type { ClusterToAsk, FindDeploymentsOptions } from '../deployments/clusters';
import { type KeptRelease, readKeptReleases } from '../deployments/kept-releases';

export interface ReleaseDetailsOptions extends Omit<FindDeploymentsOptions, 'environments'> {
  readonly environment: string;
  /** Names of applications. @default all */
  readonly only?: readonly string[] | undefined;
  /** The numbers of the releases. */
  readonly revisions: readonly number[];
}

/** A release with its objects, as its record in the cluster has them. It contains no Secrets. */
export interface ReleaseDetails {
  readonly release: Omit<KeptRelease, 'instanceRef'>;
  readonly cluster: string;
  readonly namespace: string;
  /** Absent if they are not stored: the deploy was killed before it stored them, or they were too large. */
  readonly objects?: readonly DesiredObject[];
}

export interface FoundReleases {
  /** The cluster that was read: the context of the kubeconfig, and the address of the API server. */
  readonly cluster: { readonly context: string; readonly server: string };
  /** Each application's releases in the order of `revisions`. An application without one of them is left out. */
  readonly releases: readonly (readonly ReleaseDetails[])[];
  readonly issues: readonly Issue[];
}

/**
 * Reads releases of an environment with their objects: `towpath history --revision`.
 * @throws TowpathError `release-unknown` if no application has all of the releases, or a named one has not
 */
export async function releaseDetails(options: ReleaseDetailsOptions): Promise<FoundReleases> {
  checkOptions(options, ['environment', 'revisions']);
  const { environment, only, revisions, ...others } = options;
  return askClusterOf(
    environment,
    others,
    async ({ asked: [asked], issues: warnings }) => {
      const { cluster, declared } = asked as ClusterToAsk;
      const namespaces = declared && [...new Set(declared.map((one) => instanceRefOf(one, cluster).namespace))];
      const { releases, issues } = await translateFailures(readKeptReleases(cluster, namespaces));
      const known = releases.filter((one) => one.environment === environment);
      const names = only?.length ? only : [...new Set(known.map(({ application }) => application))].sort();
      const found = names.flatMap((name) => {
        const kept = revisions.map((number) =>
          known.find((one) => one.application === name && one.revision === number),
        );
        if (kept.every((one) => one !== undefined)) return [kept as KeptRelease[]];
        const has = known.filter(({ application }) => application === name).map(({ revision }) => revision);
        if (only?.length) throw unknown(name, revisions, has);
        return [];
      });
      if (found.length === 0)
        throw unknown(environment, revisions, [...new Set(known.map(({ revision }) => revision))]);
      const details = found.map((kept) => Promise.all(kept.map((release) => detailsOf(cluster, release))));
      const { context, server } = cluster;
      return {
        cluster: { context, server },
        releases: await Promise.all(details),
        issues: [...warnings, ...issues],
      };
    },
    only,
  );
}

async function detailsOf(cluster: Cluster, { instanceRef, ...release }: KeptRelease): Promise<ReleaseDetails> {
  const objects = await translateFailures(readReleasedObjects(cluster, instanceRef, release.revision));
  const place = { cluster: cluster.context, namespace: instanceRef.namespace };
  return { release, ...place, ...(objects && { objects }) };
}

function unknown(name: string, revisions: readonly number[], kept: readonly number[]): TowpathError {
  const lacking = [...new Set(revisions.filter((number) => !kept.includes(number)))];
  const numbers = lacking.length > 0 ? lacking : revisions;
  const message = `\`${name}\` does not have ${numbers.length === 1 ? 'the release' : 'the releases'} ${numbers.join(' and ')}`;
  const stored = [...kept].sort((a, b) => b - a).join(', ');
  const hint = stored === '' ? 'towpath has stored no release of it there' : `the cluster keeps the releases ${stored}`;
  return issueError('release-unknown', message, { hint });
}
