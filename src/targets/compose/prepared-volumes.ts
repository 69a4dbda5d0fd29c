import type { WorkloadSpec } from '../../model/flow-spec';
import { formatImage } from '../../model/image-reference';
import { volumeGroup } from '../../model/volume-group';
import type { Context } from './context';
import { allMounts, namedVolumes } from './volumes';

const fallbackImage = { repository: 'busybox', tag: '1.37' };

/**
 * A service that runs once before a flow and prepares its volumes, as Kubernetes does by itself: it gives new volumes
 * to the group of the flow's processes, makes shared folders writable, and creates the folders of `subPath`.
 * Undefined if the flow needs no preparation.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod
 */
export function preparedVolumes(context: Context, spec: WorkloadSpec): object | undefined {
  const volumes = [...namedVolumes(context, spec)];
  const group = volumeGroup(spec);
  const roots = volumes.filter(([, { isEmpty }]) => group !== undefined || isEmpty);
  const below = allMounts(spec).flatMap(({ volume, subPath }) =>
    subPath !== undefined && volumes.some(([name]) => name === volume) ? [`${place(volume)}/${subPath}`] : [],
  );
  const folders = [...new Set([...roots.map(([name]) => place(name)), ...below])].sort();
  if (folders.length === 0) return undefined;
  const access = group === undefined ? 'chmod a+rwx -- "$@"' : `chgrp ${group} -- "$@"; chmod g+rwxs -- "$@"`;
  return {
    image: formatImage(spec.waitImage ?? fallbackImage),
    entrypoint: ['sh', '-ec', `mkdir -p -- "$@"; ${access}`, 'sh'],
    command: folders,
    user: '0:0',
    network_mode: 'none',
    restart: 'no',
    volumes: volumes.map(([name, { key }]) => ({ type: 'volume', source: key, target: place(name) })),
  };
}

function place(volume: string): string {
  return `/volumes/${volume}`;
}
