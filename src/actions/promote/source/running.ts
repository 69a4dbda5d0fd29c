import type { ApplicationAssembly, KubernetesObject } from '../../../assembly/application-assembly';
import type { LiveObject } from '../../../cluster/cluster';
import { type Issue, TowpathError } from '../../../diagnostics';
import { parseImage } from '../../../model/image-reference';
import { type ImageUse, imageUses } from '../../../promotion/image-use';
import type { SourceFlow, SourceImage } from '../../../promotion/source-flow';
import { versionOf } from '../../../promotion/version';
import { podTemplateOf } from '../../../targets/kubernetes/pod-template-of';
import { askClusterOf, type FindDeploymentsOptions } from '../../deployments/clusters';
import type { Deployment } from '../../deployments/deployment';
import { type ClusterScan, combineScans, scanCluster } from '../../deployments/find-deployments';
import type { KeptRelease } from '../../deployments/kept-releases';
import { runningDigest } from '../../deployments/version';
import { sourceImages, usesByFlow } from './pinned';

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
    const rows = new Map(deployments.filter(({ declared }) => declared).map((one) => [keyOf(one), one]));
    const flows = applications.flatMap(({ application, model }) =>
      [...usesByFlow(imageUses(model))].map(([flow, uses]) => {
        const row = rows.get(keyOf({ application, flow }));
        return row ? sourceFlow(row, uses, scans) : { application, flow, obstacle: 'does not run', images: [] };
      }),
    );
    const releases = scans.flatMap(({ survey }) => survey?.releases ?? []);
    return { flows, warnings: issues, releases };
  });
}

function keyOf({ application, flow }: Pick<Deployment, 'application' | 'flow'>): string {
  return `${application}/${flow}`;
}

function sourceFlow(row: Deployment, uses: readonly ImageUse[], scans: readonly ClusterScan[]): SourceFlow {
  const { application, flow, state, message } = row;
  const release = releaseOf(row, scans);
  const commit = commitOf(release, flow);
  const workload = workloadOf(row, scans);
  const images = workload
    ? sourceImages(uses, (use) => versionIn(workload, use, scans, commit))
    : sourceImages(uses, (use) => releasedVersion(release, use, commit));
  const isWhole = uses.every(({ image }) => images.some((one) => one.image === image));
  const obstacle =
    state !== 'healthy'
      ? `is ${state}${message === undefined ? '' : `: ${message}`}`
      : isWhole
        ? undefined
        : 'does not run the image that the application builds';
  return { application, flow, images, ...(obstacle !== undefined && { obstacle }) };
}

function workloadOf({ object, namespace }: Deployment, scans: readonly ClusterScan[]): LiveObject | undefined {
  return scans
    .flatMap(({ survey }) => survey?.workloads ?? [])
    .find(({ kind, metadata }) => metadata.namespace === namespace && `${kind}/${metadata.name}` === object);
}

/** The newest release of the flow's application. */
function releaseOf({ application, environment, instance, namespace }: Deployment, scans: readonly ClusterScan[]) {
  return scans
    .flatMap(({ survey }) => survey?.releases ?? [])
    .find(
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
  { container, repository }: ImageUse,
  scans: readonly ClusterScan[],
  commit: string | undefined,
): Omit<SourceImage, 'image'> | undefined {
  const image = parseImage(containerImage(workload, container) ?? '');
  if (image?.repository !== repository) return undefined;
  const related = scans.flatMap(({ survey }) => survey?.related.get(workload.metadata.namespace ?? '') ?? [])[0];
  const digest = related && runningDigest(workload, container, related);
  return { ...versionOf(image), ...(digest && { runningDigest: digest }), ...(commit !== undefined && { commit }) };
}

/** The image of a container, or of an init container, by its name. */
export function containerImage(workload: KubernetesObject, name: string): string | undefined {
  const { containers = [], initContainers = [] } = (podTemplateOf(workload)?.spec ?? {}) as Readonly<
    Record<string, readonly { readonly name: string; readonly image?: string }[]>
  >;
  return [...containers, ...initContainers].find((one) => one.name === name)?.image;
}

/** The version of a job that has run and was deleted. Its release has the image of its main container. */
function releasedVersion(
  release: KeptRelease | undefined,
  { flow, image }: ImageUse,
  commit: string | undefined,
): Omit<SourceImage, 'image'> | undefined {
  const released = release?.flows[flow];
  if (released?.builds !== image) return undefined;
  return { ...versionOf(released), ...(commit !== undefined && { commit }) };
}
