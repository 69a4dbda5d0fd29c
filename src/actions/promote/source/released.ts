import type { ApplicationAssembly } from '../../../assembly/application-assembly';
import { translateFailures } from '../../../cluster/failures';
import { type Issue, issueError } from '../../../diagnostics';
import { parseImage } from '../../../model/image-reference';
import { type ImageUse, imageUses } from '../../../promotion/image-use';
import type { SourceFlow, SourceImage } from '../../../promotion/source-flow';
import { versionOf } from '../../../promotion/version';
import type { DesiredObject } from '../../../release/desired';
import { instanceRefOf } from '../../../release/store/instance';
import { readReleasedObjects } from '../../../release/store/record';
import { askClusterOf } from '../../deployments/ask-cluster';
import type { ClusterToAsk, FindDeploymentsOptions } from '../../deployments/clusters';
import { instanceKey, isOfAnother, type KeptRelease, readKeptReleases } from '../../deployments/kept-releases';
import { hasAllImages, sourceImages, usesByFlow } from './pinned';
import { commitOf, containerImage, type FoundFlows } from './running';

/**
 * The versions that one release put into the source. It need not run any more.
 *
 * @param applications of the source
 * @throws TowpathError `release-unknown` if no application has a release of that number
 */
export async function releasedFlows(
  applications: readonly ApplicationAssembly[],
  source: string,
  revision: number,
  options: FindDeploymentsOptions,
): Promise<FoundFlows> {
  return askClusterOf(source, options, async ({ asked, issues }) => {
    const found = await Promise.all(
      asked.map((one) => translateFailures(flowsIn(one, applications, source, revision))),
    );
    const flows = found.flatMap((one) => one.flows);
    if (flows.length === 0) {
      const message = `no application has a release ${revision} in \`${source}\``;
      const hint = `\`towpath history -e ${source}\` lists the releases that are kept`;
      throw issueError('release-unknown', message, { hint });
    }
    return { flows, warnings: [...issues, ...found.flatMap(({ warnings }) => warnings)], releases: [] };
  });
}

async function flowsIn(
  { cluster, workspace, declared = [] }: ClusterToAsk,
  applications: readonly ApplicationAssembly[],
  source: string,
  revision: number,
): Promise<{ flows: SourceFlow[]; warnings: readonly Issue[] }> {
  const places = new Map(declared.map((one) => [one.application, instanceRefOf(one, cluster)]));
  const namespaces = [...new Set([...places.values()].map(({ namespace }) => namespace))];
  const { releases, issues } = await readKeptReleases(cluster, namespaces);
  const flows = await Promise.all(
    applications.map(async ({ application, model }) => {
      const place = places.get(application);
      const release = releases.find(
        (one) =>
          one.revision === revision &&
          one.environment === source &&
          one.application === application &&
          place !== undefined &&
          instanceKey(one.instanceRef) === instanceKey(place),
      );
      if (!release || isOfAnother(workspace, release)) return [];
      const objects = await readReleasedObjects(cluster, release.instanceRef, revision);
      return [...usesByFlow(imageUses(model))].map(([flow, uses]) => flowOf(release, flow, uses, objects ?? []));
    }),
  );
  return { flows: flows.flat(), warnings: issues };
}

function flowOf(
  release: KeptRelease,
  flow: string,
  uses: readonly ImageUse[],
  objects: readonly DesiredObject[],
): SourceFlow {
  const { application, state, revision } = release;
  const commit = commitOf(release, flow);
  const images = sourceImages(uses, (use): Omit<SourceImage, 'image'> | undefined => {
    const image = objects
      .filter((one) => one.flow === flow)
      .map(({ manifest }) => parseImage(containerImage(manifest, use.container) ?? ''))
      .find((one) => one?.repository === use.repository);
    const released = release.flows[flow];
    const version = image ?? (released?.builds === use.image ? released : undefined);
    return version && { ...versionOf(version), ...(commit !== undefined && { commit }) };
  });
  const obstacle =
    state !== 'deployed'
      ? `has the release ${revision}, which was not deployed completely`
      : hasAllImages(uses, images)
        ? undefined
        : `was not in the release ${revision}`;
  return { application, flow, images, ...(obstacle !== undefined && { obstacle }) };
}
