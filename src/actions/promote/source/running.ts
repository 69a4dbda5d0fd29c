import type { ApplicationAssembly, KubernetesObject } from '../../../assembly/application-assembly';
import type { LiveObject } from '../../../cluster/cluster';
import { type Issue, TowpathError } from '../../../diagnostics';
import { parseImage } from '../../../model/image-reference';
import { type ImageUse, imageUses } from '../../../promotion/image-use';
import { flowKey } from '../../../promotion/selection';
import type { SourceFlow, SourceImage } from '../../../promotion/source-flow';
import { versionOf } from '../../../promotion/version';
import { podTemplateOf } from '../../../targets/kubernetes/pod-template-of';
import { askClusterOf } from '../../deployments/ask-cluster';
import type { FindDeploymentsOptions } from '../../deployments/clusters';
import type { Deployment } from '../../deployments/deployment';
import { type ClusterScan, combineScans, scanCluster } from '../../deployments/find-deployments';
import type { KeptRelease } from '../../deployments/kept-releases';
import type { WorkloadRelations } from '../../deployments/survey';
import { introducingRelease, runningDigest } from '../../deployments/version';
import { hasAllImages, sourceImages, usesByFlow } from './pinned';
import { oldestPodAt, restartedAt } from './running-since';

/** The flows of the source, and warnings about what could not be read. */
export interface FoundFlows {
  readonly flows: readonly SourceFlow[];
  readonly warnings: readonly Issue[];
  /** The stored releases of the source. Empty if they were not read. */
  readonly releases: readonly KeptRelease[];
}

/**
 * The versions that run in the source, as its cluster knows them.
 *
 * @param applications of the source
 * @throws TowpathError if the cluster cannot be read
 */
export async function runningFlows(
  applications: readonly ApplicationAssembly[],
  source: string,
  options: FindDeploymentsOptions,
): Promise<FoundFlows> {
  return askClusterOf(source, options, async (clusters) => {
    const scans = await Promise.all(clusters.asked.map((asked) => scanCluster(asked)));
    const { deployments, issues } = combineScans(clusters, scans);
    if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
    const rows = new Map(deployments.filter(({ declared }) => declared).map((one) => [flowKey(one), one]));
    const flows = applications.flatMap(({ application, model }) =>
      [...usesByFlow(imageUses(model))].map(([flow, uses]) => {
        const row = rows.get(flowKey({ application, flow }));
        return row ? sourceFlow(row, uses, scans) : { application, flow, obstacle: 'does not run', images: [] };
      }),
    );
    const releases = scans.flatMap(({ survey }) => survey?.releases ?? []);
    return { flows, warnings: issues, releases };
  });
}

function sourceFlow(row: Deployment, uses: readonly ImageUse[], scans: readonly ClusterScan[]): SourceFlow {
  const { application, flow, state, message } = row;
  const releases = releasesOf(row, scans);
  const workload = workloadOf(row, scans);
  const related = workload && relatedTo(workload, scans);
  const images = workload
    ? sourceImages(uses, (use) => versionIn(workload, use, related, releases))
    : sourceImages(uses, (use) => releasedVersion(use, releases));
  const obstacle =
    state !== 'healthy'
      ? `is ${state}${message === undefined ? '' : `: ${message}`}`
      : hasAllImages(uses, images)
        ? undefined
        : 'does not run the image that the application builds';
  const restart = workload && related && restartedAt(workload, related);
  return {
    ...{ application, flow, images },
    ...(obstacle !== undefined && { obstacle }),
    ...(restart !== undefined && { restartedAt: restart }),
  };
}

function workloadOf({ object, namespace }: Deployment, scans: readonly ClusterScan[]): LiveObject | undefined {
  return scans
    .flatMap(({ survey }) => survey?.workloads ?? [])
    .find(({ kind, metadata }) => metadata.namespace === namespace && `${kind}/${metadata.name}` === object);
}

function relatedTo({ metadata }: LiveObject, scans: readonly ClusterScan[]): WorkloadRelations | undefined {
  return scans.flatMap(({ survey }) => survey?.related.get(metadata.namespace ?? '') ?? [])[0];
}

/** The releases of the flow's application, newest first. */
function releasesOf({ application, environment, instance, namespace }: Deployment, scans: readonly ClusterScan[]) {
  return scans
    .flatMap(({ survey }) => survey?.releases ?? [])
    .filter(
      ({ instanceRef, ...one }) =>
        one.application === application &&
        one.environment === environment &&
        instanceRef.instance === instance &&
        instanceRef.namespace === namespace,
    );
}

/** The commit from which the newest release has a flow, if nothing else was in the checkout. */
export function commitOf(release: KeptRelease | undefined, flow: string): string | undefined {
  const { commit, dirty } = { ...release, ...release?.flows[flow] };
  return dirty ? undefined : commit;
}

function versionIn(
  workload: LiveObject,
  use: ImageUse,
  related: WorkloadRelations | undefined,
  releases: readonly KeptRelease[],
): Omit<SourceImage, 'image'> | undefined {
  const text = containerImage(workload, use.container) ?? '';
  const image = parseImage(text);
  if (image?.repository !== use.repository) return undefined;
  const digest = related && runningDigest(workload, use.container, related);
  const podsSince = related && oldestPodAt(workload, related);
  return {
    ...versionOf(image),
    ...releaseFacts(text, use, releases),
    ...(digest && { runningDigest: digest }),
    ...(podsSince !== undefined && { podsSince }),
  };
}

/** The image of a container, or of an init container, by its name. */
export function containerImage(workload: KubernetesObject, name: string): string | undefined {
  const { containers = [], initContainers = [] } = (podTemplateOf(workload)?.spec ?? {}) as Readonly<
    Record<string, readonly { readonly name: string; readonly image?: string }[]>
  >;
  return [...containers, ...initContainers].find((one) => one.name === name)?.image;
}

/** The version of a job that has run and was deleted. Its release has the image of its main container. */
function releasedVersion(use: ImageUse, releases: readonly KeptRelease[]): Omit<SourceImage, 'image'> | undefined {
  const released = releases[0]?.flows[use.flow];
  if (released?.builds !== use.image) return undefined;
  return { ...versionOf(released), ...releaseFacts(released.image ?? '', use, releases) };
}

/** What the releases say of an image. They know the image of the main container of each flow. */
function releaseFacts(
  text: string,
  { flow, image }: ImageUse,
  releases: readonly KeptRelease[],
): Pick<SourceImage, 'commit' | 'releasedAt'> {
  const commit = commitOf(releases[0], flow);
  const introduced = releases[0]?.flows[flow]?.builds === image ? introducingRelease(text, flow, releases) : undefined;
  return {
    ...(commit !== undefined && { commit }),
    ...(introduced && { releasedAt: introduced.at }),
  };
}
