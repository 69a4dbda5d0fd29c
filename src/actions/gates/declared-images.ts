import type { Cluster, LiveObject } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { refOf } from '../../cluster/object-ref';
import type { ImageUse } from '../../promotion/image-use';
import type { DesiredApplication, DesiredObject } from '../../release/desired';
import { withNamespaces } from '../../release/plan/namespaces';
import { instanceRefOf } from '../../release/store/instance';
import { containerImage } from '../promote/source/running';

/** An object as it is declared, and as it is in the cluster. */
export type ComparedObject = Pick<DesiredObject, 'flow' | 'manifest'> & { readonly live?: LiveObject | undefined };

/** Whether all objects of a flow run the image that is declared for one of its containers. */
export function runsDeclaredImage(objects: readonly ComparedObject[], { flow, container }: ImageUse): boolean {
  return objects.every((object) => {
    const wanted = object.flow === flow ? containerImage(object.manifest, container) : undefined;
    return wanted === undefined || (object.live && containerImage(object.live, container)) === wanted;
  });
}

/** Reads the objects whose images no release knows: those of flows that run another own image beside the main one. */
export async function comparedObjects(
  cluster: Cluster,
  application: DesiredApplication,
  uses: readonly ImageUse[],
): Promise<ComparedObject[]> {
  const others = uses.filter((use) => use.application === application.application && !use.isOfFlow);
  if (others.length === 0) return [];
  const resources = await translateFailures(cluster.resources());
  const { namespace } = instanceRefOf(application, cluster);
  const running = withNamespaces(application.objects, resources, namespace).filter(({ flow, manifest }) =>
    others.some((use) => use.flow === flow && containerImage(manifest, use.container) !== undefined),
  );
  return Promise.all(
    running.map(async ({ flow, manifest }) => ({
      ...(flow !== undefined && { flow }),
      manifest,
      live: await translateFailures(cluster.get(refOf(manifest)), manifest),
    })),
  );
}
