import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, LiveObject } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { type HandOver, handedOver } from '../../cluster/managed-fields/handed-over';
import { refOf } from '../../cluster/object-ref';
import { ownValue } from '../../data/merge';

/** How often an object is read again because somebody else changes it. */
const readings = 5;

/**
 * Asks the server for the object that an apply gives after fields were handed over to towpath. The server keeps
 * nothing. A dry run of the apply itself cannot tell, because the fields are not handed over yet.
 *
 * @throws ApiFailure if the server refuses the object
 */
export async function tryHandOver(
  cluster: Cluster,
  live: LiveObject,
  applied: KubernetesObject,
  handOver: HandOver,
): Promise<LiveObject> {
  let now = live;
  for (let reading = 1; ; reading += 1) {
    const object = handedOver(now, applied, handOver);
    try {
      // Only an account that may take over objects of other tools has the right to replace them.
      return handOver.takesOver
        ? await cluster.replace(object, { dryRun: true })
        : await cluster.patch(refOf(live), patchTo(now, object), { dryRun: true });
    } catch (error) {
      const newer = isApiFailure(error, 409) && reading < readings ? await cluster.get(refOf(live)) : undefined;
      if (!newer) throw error;
      now = newer;
    }
  }
}

/** A JSON Patch, which the server accepts only if nobody has changed the object since it was read. */
function patchTo(live: LiveObject, object: LiveObject): object[] {
  const keys = Object.keys({ ...live, ...object }).filter(
    (key) => !isDeepStrictEqual(ownValue(object, key), ownValue(live, key)),
  );
  return ['metadata', ...keys.filter((key) => key !== 'metadata')].map((key) =>
    Object.hasOwn(object, key) ? { op: 'add', path: `/${key}`, value: object[key] } : { op: 'remove', path: `/${key}` },
  );
}
